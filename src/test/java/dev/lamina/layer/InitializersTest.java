package dev.lamina.layer;

import static dev.lamina.layer.Layers.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.network.Sequential;
import dev.lamina.random.MersenneTwister;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

class InitializersTest {

  @Test
  void givesOneValueEverywhere() {
    assertThat(drawn(Initializers.zeros(), 1, 1, 2)).containsExactly(0, 0);
    assertThat(drawn(Initializers.ones(), 1, 1, 2)).containsExactly(1, 1);
    assertThat(drawn(Initializers.constant(0.5f), 1, 1, 2)).containsExactly(0.5f, 0.5f);
  }

  @ParameterizedTest
  @CsvSource({"200, 100, 0.14142136", "1, 599, 0.1"})
  void drawsGlorotsRange(int in, int out, double limit) {
    checkUniform(drawn(Initializers.glorotUniform(), 1, in, out), limit);
  }

  @ParameterizedTest
  @CsvSource({"600, 100, 0.1", "6, 10000, 1"})
  void drawsHesRange(int in, int out, double limit) {
    checkUniform(drawn(Initializers.heUniform(), 1, in, out), limit);
  }

  @Test
  void drawsTheSameFromTheSameSeedAndOthersFromAnother() {
    float[] first = drawn(Initializers.glorotUniform(), 1, 3, 4);

    assertThat(drawn(Initializers.glorotUniform(), 1, 3, 4)).isEqualTo(first);
    assertThat(drawn(Initializers.glorotUniform(), 2, 3, 4)).isNotEqualTo(first);
  }

  @Test
  void drawsOtherValuesForEveryLayer() {
    Sequential network = Sequential.of(Shape.of(4), dense(4), dense(4));

    assertThat(network.initialWeights(1).get("dense/kernel"))
        .isNotEqualTo(network.initialWeights(1).get("dense_1/kernel"));
  }

  private static float[] drawn(Initializer initializer, long seed, int in, int out) {
    Weight weight = Weight.of("kernel", Shape.of(in, out), initializer).fans(in, out);
    return initializer.begin(new MersenneTwister(seed)).next(weight);
  }

  /** Within the limit, nearly reaching it on both sides, with the mean and variance of uniform. */
  private static void checkUniform(float[] values, double limit) {
    double[] scaled =
        IntStream.range(0, values.length).mapToDouble(i -> values[i] / limit).toArray();
    double mean = Arrays.stream(scaled).average().orElseThrow();
    double variance = Arrays.stream(scaled).map(v -> v * v).average().orElseThrow();

    assertThat(Arrays.stream(scaled).max().orElseThrow()).isBetween(0.98, 1.000001);
    assertThat(Arrays.stream(scaled).min().orElseThrow()).isBetween(-1.000001, -0.98);
    assertThat(mean).isCloseTo(0, within(0.1));
    assertThat(variance).isCloseTo(1 / 3.0, within(0.03));
  }
}
