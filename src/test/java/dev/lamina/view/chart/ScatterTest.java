package dev.lamina.view.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScatterTest {

  @Test
  void fitsTheLineOfLeastSquares() {
    Plot plot =
        Scatter.of("points", new double[] {3, 1, 2}, new double[] {5.5, 2.5, 4})
            .leastSquares()
            .plot();

    assertThat(plot.series()).hasSize(2);
    assertThat(plot.series().get(0).x()).containsExactly(1, 2, 3);
    Series line = plot.series().get(1);
    assertThat(line.name()).isEqualTo("least squares: y = 1.500 x + 1.000");
    assertThat(line.x()).containsExactly(1, 3);
    assertThat(line.y()).containsExactly(new double[] {2.5, 5.5}, within(1e-12));
  }

  @Test
  void drawsGivenLinesBesideIt() {
    Scatter scatter =
        Scatter.of("points", new double[] {0, 1}, new double[] {0, 2}).line("network", 2.25, -0.5);

    assertThat(scatter.lines().get(0).name()).isEqualTo("network: y = 2.250 x − 0.500");
  }

  @Test
  void leavesOutWhatIsNotFinite() {
    Scatter scatter = Scatter.of("points", new double[] {1, 2, 3}, new double[] {1, Double.NaN, 3});

    assertThat(scatter.points().x()).containsExactly(1, 3);
    assertThat(scatter.leastSquares().lines().get(0).name()).contains("y = 1.000 x + 0.000");
  }

  @Test
  void drawsNoPointsAndPointsAboveEachOther() {
    assertThat(Scatter.of("none", new double[0], new double[0]).leastSquares().plot().series())
        .hasSize(2);
    assertThat(
            Scatter.of("one x", new double[] {1, 1}, new double[] {1, 3})
                .leastSquares()
                .lines()
                .get(0)
                .y())
        .containsExactly(2, 2);
  }
}
