package dev.lamina.view.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeriesTest {

  @Test
  void needsAYForEachX() {
    assertThatThrownBy(() -> Series.line("loss", new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A series needs a y for each x, but \"loss\" has 2 of x and 3 of y.");
  }

  @Test
  void needsFiniteX() {
    assertThatThrownBy(() -> Series.line("loss", new double[] {Double.NaN}, new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A series needs finite numbers as x, but \"loss\" has NaN or infinity.");
  }

  @Test
  void showsOnALogarithmicScaleWhatHasAPlaceThere() {
    Series series = Series.line("loss", new double[] {0, 1, 2, 3}, new double[] {1, 1, 0, -1});

    Series shown = series.shownOn(new Plot.Axis("x", true), new Plot.Axis("y", true));

    assertThat(shown.x()).containsExactly(1, 2, 3);
    assertThat(shown.y()).containsExactly(1, Double.NaN, Double.NaN);
  }

  @Test
  void describesItsEndsAndItsGaps() {
    double[] x = {1, 2, 3};

    assertThat(Series.line("a", x, new double[] {0.7081, 0.6, 0.4746}).description())
        .isEqualTo("a: from 0.7081 to 0.4746");
    assertThat(Series.line("a", x, new double[] {Double.NaN, 0.5, 0.25}).description())
        .isEqualTo("a: from 0.5000 to 0.2500, with gaps");
    assertThat(Series.line("a", new double[1], new double[] {Double.NaN}).description())
        .isEqualTo("a: no finite values");
    assertThat(Series.points("a", x, x).description()).isEqualTo("a: 3 points");
  }
}
