package dev.lamina.train.metric;

import static dev.lamina.train.metric.Metrics.f1Score;
import static dev.lamina.train.metric.Metrics.precision;
import static dev.lamina.train.metric.Metrics.recall;
import static dev.lamina.train.metric.Totals.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.layer.ShapeException;
import dev.lamina.train.metric.ClassScore.F1Score;
import dev.lamina.train.metric.ClassScore.Precision;
import dev.lamina.train.metric.ClassScore.Recall;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ClassScoreTest {
  private static final float[][] CLASS_NUMBERS = column(0, 1, 1, 2, 2, 2);
  private static final float[][] ONE_HOT = {
    {1, 0, 0}, {0, 1, 0}, {0, 1, 0}, {0, 0, 1}, {0, 0, 1}, {0, 0, 1}
  };

  /** The most probable classes are 0, 1, 0, 2, 2, 0; none is above 0.5 in the last two. */
  private static final float[][] PREDICTIONS = {
    {0.8f, 0.1f, 0.1f},
    {0.1f, 0.6f, 0.3f},
    {0.6f, 0.2f, 0.2f},
    {0.1f, 0.1f, 0.8f},
    {0.3f, 0.3f, 0.4f},
    {0.4f, 0.3f, 0.3f}
  };

  @Test
  void ofTwoClassesCountOneNumber() {
    float[][] targets = column(1, 1, 1, 0, 0);
    float[][] predictions = column(0.9f, 0.6f, 0.2f, 0.7f, 0.1f);

    assertThat(Totals.value(precision(), targets, predictions)).isEqualTo(2 / 3.0);
    assertThat(Totals.value(recall(), targets, predictions)).isEqualTo(2 / 3.0);
    assertThat(Totals.value(precision().threshold(0.65f), targets, predictions)).isEqualTo(0.5);
    assertThat(Totals.value(recall().threshold(0.65f), targets, predictions)).isEqualTo(1 / 3.0);
    assertThat(Totals.value(f1Score().threshold(0.65f), targets, predictions))
        .isCloseTo(2 * 0.5 * (1 / 3.0) / (0.5 + 1 / 3.0), within(1e-9));
  }

  @Test
  void ofManyClassesCountThemTogether() {
    assertThat(Totals.value(precision(), ONE_HOT, PREDICTIONS)).isEqualTo(3 / 4.0);
    assertThat(Totals.value(recall(), ONE_HOT, PREDICTIONS)).isEqualTo(3 / 6.0);
    assertThat(Totals.value(recall().mostProbable(true), ONE_HOT, PREDICTIONS)).isEqualTo(4 / 6.0);
  }

  @Test
  void takeClassNumbersForTargets() {
    for (ClassScore<?> score : new ClassScore<?>[] {precision(), recall(), f1Score()}) {
      assertThat(Totals.value(score, CLASS_NUMBERS, PREDICTIONS))
          .isEqualTo(Totals.value(score, ONE_HOT, PREDICTIONS))
          .isPositive();
    }
  }

  @Test
  void countOneClassAlone() {
    Precision precision = precision().mostProbable(true);
    Recall recall = recall().mostProbable(true);

    assertThat(Totals.value(precision.classes(0), CLASS_NUMBERS, PREDICTIONS)).isEqualTo(1 / 3.0);
    assertThat(Totals.value(precision.classes(2), CLASS_NUMBERS, PREDICTIONS)).isEqualTo(1);
    assertThat(Totals.value(recall.classes(1), CLASS_NUMBERS, PREDICTIONS)).isEqualTo(0.5);
    assertThat(Totals.value(recall.classes(1, 2), CLASS_NUMBERS, PREDICTIONS)).isEqualTo(3 / 5.0);
  }

  @Test
  void averageClassesPlainlyOrByTheirSupport() {
    F1Score f1 = f1Score().mostProbable(true);
    double first = 2 / 4.0;
    double second = 2 / 3.0;
    double third = 4 / 5.0;

    assertThat(Totals.value(f1.average(Average.MACRO), CLASS_NUMBERS, PREDICTIONS))
        .isCloseTo((first + second + third) / 3, within(1e-9));
    assertThat(Totals.value(f1.average(Average.WEIGHTED), CLASS_NUMBERS, PREDICTIONS))
        .isCloseTo((first + 2 * second + 3 * third) / 6, within(1e-9));
    assertThat(Totals.value(f1, CLASS_NUMBERS, PREDICTIONS)).isCloseTo(4 / 6.0, within(1e-9));
  }

  @Test
  void areZeroWhereNothingWasSaidOrMeant() {
    for (ClassScore<?> score : new ClassScore<?>[] {precision(), recall(), f1Score()}) {
      for (Average average : Average.values()) {
        Metric metric = (Metric) score.average(average);
        assertThat(Totals.value(metric, column(0, 0), column(0.1f, 0.2f))).isZero();
      }
    }
  }

  @Test
  void areShownWithTheirOptions() {
    assertThat(precision().name()).isEqualTo("precision");
    assertThat(recall().threshold(0.3f).name()).isEqualTo("recall(0.3)");
    assertThat(f1Score().average(Average.MACRO).name()).isEqualTo("f1Score(macro)");
    assertThat(precision().mostProbable(true).classes(1, 2).name())
        .isEqualTo("precision(most probable, class 1 2)");
  }

  @Test
  void needClassesThatThereAre() {
    assertThatThrownBy(() -> precision().classes(3).size(Shape.of(3), Shape.of(3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "The metric precision(class 3) counts the classes [3], but the network tells 0 to 2 apart; leave out the others.");
    assertThatThrownBy(() -> recall().mostProbable(true).size(Shape.of(1), Shape.of(1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "The metric recall(most probable) looks for the most probable class, but the network gives a single number; take a threshold.");
    assertThatThrownBy(() -> f1Score().classes(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("F1Score needs different class numbers of at least 0, but got [-1].");
    assertThatThrownBy(() -> f1Score().classes(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("F1Score needs different class numbers of at least 0, but got [1, 1].");
    assertThatThrownBy(() -> f1Score().threshold(Float.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("F1Score needs a threshold, but got NaN.");
  }
}
