package dev.lamina.view.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlotTest {

  @Test
  void fitsTheLineOfLeastSquares() {
    Plot plot =
        Plot.scatter("points", new double[] {3, 1, 2}, new double[] {5.5, 2.5, 4}).leastSquares();

    assertThat(plot.series()).hasSize(2);
    assertThat(plot.series().get(0).x()).containsExactly(1, 2, 3);
    Series line = plot.series().get(1);
    assertThat(line.name()).isEqualTo("least squares: y = 1.500 x + 1.000");
    assertThat(line.x()).containsExactly(1, 3);
    assertThat(line.y()).containsExactly(new double[] {2.5, 5.5}, within(1e-12));
  }

  @Test
  void drawsGivenLinesBesideIt() {
    Plot scatter =
        Plot.scatter("points", new double[] {0, 1}, new double[] {0, 2})
            .line("network", 2.25, -0.5);

    assertThat(scatter.series().get(1).name()).isEqualTo("network: y = 2.250 x − 0.500");
  }

  @Test
  void leavesOutWhatIsNotFinite() {
    Plot scatter = Plot.scatter("points", new double[] {1, 2, 3}, new double[] {1, Double.NaN, 3});

    assertThat(scatter.series().get(0).x()).containsExactly(1, 3);
    assertThat(scatter.leastSquares().series().get(1).name()).contains("y = 1.000 x + 0.000");
  }

  @Test
  void drawsNoPointsAndPointsAboveEachOther() {
    assertThat(Plot.scatter("none", new double[0], new double[0]).leastSquares().series())
        .hasSize(2);
    assertThat(
            Plot.scatter("one x", new double[] {1, 1}, new double[] {1, 3})
                .leastSquares()
                .series()
                .get(1)
                .y())
        .containsExactly(2, 2);
  }
}
