package dev.lamina.view.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.view.Histories;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static final List<Run> RUN = List.of(new Run("", Histories.of(2, 4)));

  private static double[] x(List<Run> runs, XAxis progress) {
    return Curves.lossPerUpdate(runs, progress).series().get(0).x();
  }

  @Test
  void placesEveryUpdateByEachMeasureOfProgress() {
    assertThat(x(RUN, XAxis.UPDATES)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(x(RUN, XAxis.EXAMPLES)).containsExactly(10, 20, 30, 40, 50, 60, 70, 80);
    assertThat(x(RUN, XAxis.SECONDS)).containsExactly(0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4);
    assertThat(x(RUN, XAxis.EPOCHS)).containsExactly(0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2);
  }

  @Test
  void placesTheUpdatesOfAnEpochThatDidNotEnd() {
    List<Run> runs = List.of(new Run("", Histories.interrupted(1, 4, 2)));

    assertThat(x(runs, XAxis.EXAMPLES)).containsExactly(10, 20, 30, 40, 50, 60);
    assertThat(x(runs, XAxis.SECONDS)).containsExactly(0.5, 1, 1.5, 2, 2.5, 3);
    assertThat(x(List.of(new Run("", Histories.interrupted(0, 1, 2))), XAxis.UPDATES))
        .containsExactly(1, 2);
  }

  @Test
  void drawsValuesOfEpochsBesideThoseOnValidationData() {
    Plot plot = Curves.perEpoch("binaryAccuracy", RUN, XAxis.EXAMPLES);

    assertThat(plot.title()).isEqualTo("Binary accuracy of every epoch");
    assertThat(plot.x()).isEqualTo(new Plot.Axis("examples seen", false));
    assertThat(plot.series())
        .extracting(Series::name)
        .containsExactly("binary accuracy", "binary accuracy, validation");
    assertThat(plot.series().get(0).x()).containsExactly(40, 80);
    assertThat(plot.series().get(0).y()).containsExactly(0.5, 0.75);
    assertThat(plot.series().get(1).y()).containsExactly(0.4, 0.7);
  }

  @Test
  void drawsSeveralRunsOnOneAxisAndLeavesOutWhatOneHasNot() {
    List<Run> runs =
        List.of(
            new Run("ended", Histories.of(1, 4)), new Run("begun", Histories.interrupted(0, 1, 2)));

    assertThat(Curves.lossPerUpdate(runs, XAxis.UPDATES).series())
        .extracting(Series::name)
        .containsExactly("ended", "begun");
    assertThat(Curves.perEpoch("loss", runs, XAxis.UPDATES).series())
        .extracting(Series::name)
        .containsExactly("ended", "ended, validation");
    assertThat(Curves.values(runs)).containsExactly("loss", "binaryAccuracy");
  }

  @Test
  void drawsTheLearningRate() {
    assertThat(Curves.learningRate(RUN, XAxis.EPOCHS).series().get(0).y())
        .containsExactly(0.1f, 0.05f);
    assertThat(Curves.learningRateChanges(RUN)).isTrue();
    assertThat(Curves.learningRateChanges(List.of(new Run("", Histories.of(1, 4))))).isFalse();
  }

  @Test
  void thinsAMillionUpdatesBeforeTheyAreDrawn() {
    List<Run> runs = List.of(new Run("", Histories.of(1, 1_000_000)));

    assertThat(Curves.lossPerUpdate(runs, XAxis.EXAMPLES).series().get(0).size()).isLessThan(2500);
  }
}
