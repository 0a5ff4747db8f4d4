package dev.lamina.view.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThinningTest {

  private static int[] extremes(int parts, double... values) {
    return Thinning.extremes(values.length, i -> values[i], parts);
  }

  @Test
  void keepsAllOfAShortLine() {
    assertThat(extremes(2, 1, 1, 1, 1, 1, 1)).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(extremes(2)).isEmpty();
  }

  @Test
  void keepsTheLowestAndTheHighestOfEachPartAndBothEnds() {
    assertThat(extremes(2, 3, 2, 9, 2.5, 0, 4, 8, 5, 7, 6)).containsExactly(0, 2, 4, 5, 6, 9);
  }

  @Test
  void keepsTheFirstGapOfEachPart() {
    double nan = Double.NaN;
    double infinite = Double.POSITIVE_INFINITY;

    assertThat(extremes(2, 5, nan, nan, 5, 5, infinite, nan, nan, nan, nan))
        .containsExactly(0, 1, 5, 9);
  }

  @Test
  void drawsEightMillionValuesAsFewAndMissesNoPeak() {
    int length = 8_000_000;
    int peak = 5_432_109;

    int[] chosen = Thinning.extremes(length, i -> i == peak ? 100 : i % 7, 1000);

    assertThat(chosen).hasSizeLessThanOrEqualTo(2002).contains(peak).isSorted();
    assertThat(chosen).startsWith(0).endsWith(length - 1);
  }

  @Test
  void keepsOnePointOfEachCellOfACloud() {
    double[] x = IntStream.range(0, 100_000).mapToDouble(i -> i % 1000).toArray();
    double[] y = IntStream.range(0, 100_000).mapToDouble(i -> Math.floorDiv(i, 1000)).toArray();

    int[] chosen = Thinning.cloud(x, y, 10);

    assertThat(chosen).hasSize(100).isSorted();
    assertThat(Arrays.stream(chosen).map(i -> (int) x[i] / 100 + 10 * ((int) y[i] / 10)).distinct())
        .hasSize(100);
  }

  @Test
  void leavesPointsWithoutAPlaceOutOfACloud() {
    double[] x = {1, 2, 3};
    double[] y = {1, Double.NaN, Double.NEGATIVE_INFINITY};

    assertThat(Thinning.cloud(x, y, 10)).containsExactly(0);
    assertThat(Thinning.cloud(new double[0], new double[0], 10)).isEmpty();
    assertThat(Thinning.cloud(new double[] {4, 4}, new double[] {4, 4}, 10)).hasSize(1);
  }
}
