package dev.lamina.train.metric;

import static dev.lamina.train.metric.Totals.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.of(
          3, new int[] {0, 0, 0, 0, 1, 1, 2, 2, 2}, new int[] {0, 0, 0, 1, 1, 0, 2, 2, 0});

  @Test
  void hasARowForEachTrueClass() {
    assertThat(MATRIX.counts())
        .isEqualTo(List.of(List.of(3L, 1L, 0L), List.of(1L, 1L, 0L), List.of(1L, 0L, 2L)));
    assertThat(MATRIX.count(2, 0)).isEqualTo(1);
    assertThat(MATRIX.classes()).isEqualTo(3);
    assertThat(MATRIX.examples()).isEqualTo(9);
    assertThat(MATRIX.support(1)).isEqualTo(2);
  }

  @Test
  void hasTheScoresOfEachClass() {
    assertThat(MATRIX.accuracy()).isEqualTo(6 / 9.0);
    assertThat(MATRIX.precision(0)).isEqualTo(3 / 5.0);
    assertThat(MATRIX.recall(0)).isEqualTo(3 / 4.0);
    assertThat(MATRIX.f1(0)).isCloseTo(2 / (5 / 3.0 + 4 / 3.0), within(1e-12));
    assertThat(MATRIX.scores(2)).isEqualTo(new ConfusionMatrix.Scores(1, 2 / 3.0, 0.8));
  }

  @Test
  void averagesScores() {
    assertThat(MATRIX.macro().precision()).isCloseTo((0.6 + 0.5 + 1) / 3, within(1e-12));
    assertThat(MATRIX.macro().recall()).isCloseTo((0.75 + 0.5 + 2 / 3.0) / 3, within(1e-12));
    assertThat(MATRIX.weighted().precision()).isCloseTo((4 * 0.6 + 2 * 0.5 + 3) / 9, within(1e-12));
    assertThat(MATRIX.weighted().recall()).isCloseTo(MATRIX.accuracy(), within(1e-12));
  }

  @Test
  void isATable() {
    assertThat(MATRIX)
        .hasToString(
            """
            class             as 0  as 1  as 2  precision  recall      f1  support
            0                    3     1     0     0.6000  0.7500  0.6667        4
            1                    1     1     0     0.5000  0.5000  0.5000        2
            2                    1     0     2     1.0000  0.6667  0.8000        3
            macro average                          0.7000  0.6389  0.6556        9
            weighted average                       0.7111  0.6667  0.6741        9
            accuracy 0.6667
            """);
  }

  @Test
  void scoresNothingWithZero() {
    ConfusionMatrix matrix = ConfusionMatrix.of(3, new int[] {0, 0}, new int[] {0, 1});

    assertThat(matrix.precision(2)).isZero();
    assertThat(matrix.recall(1)).isZero();
    assertThat(matrix.f1(2)).isZero();
    assertThat(matrix.macro().recall()).isEqualTo(0.5 / 3);
    assertThat(ConfusionMatrix.of(2, new int[0], new int[0]).accuracy()).isZero();
    assertThat(ConfusionMatrix.of(2, new int[0], new int[0]).weighted())
        .isEqualTo(new ConfusionMatrix.Scores(0, 0, 0));
  }

  @Test
  void countsWhatNetworksTakeAndGive() {
    float[][] predictions = {{0.1f, 0.7f, 0.2f}, {0.4f, 0.2f, 0.4f}, {0, 0, 1}};
    ConfusionMatrix want = ConfusionMatrix.of(3, new int[] {1, 2, 2}, new int[] {1, 0, 2});

    assertThat(ConfusionMatrix.of(column(1, 2, 2), predictions)).isEqualTo(want);
    assertThat(ConfusionMatrix.of(new float[][] {{0, 1, 0}, {0, 0, 1}, {0, 0, 1}}, predictions))
        .isEqualTo(want);
    assertThat(ConfusionMatrix.of(column(0, 1, 1), column(0.5f, 0.6f, 0.2f)))
        .isEqualTo(ConfusionMatrix.of(2, new int[] {0, 1, 1}, new int[] {0, 1, 0}));
  }

  @Test
  void refusesWhatIsNoClass() {
    assertRefuses(
        () -> ConfusionMatrix.of(3, new int[] {0, 3}, new int[] {0, 0}),
        "Example 1 has the class 3, but there are only 0 to 2; say how many classes there are.");
    assertRefuses(
        () -> ConfusionMatrix.of(3, new int[] {0}, new int[] {-1}),
        "Example 0 has the class -1, but there are only 0 to 2; say how many classes there are.");
    assertRefuses(
        () -> ConfusionMatrix.of(3, new int[] {0}, new int[] {0, 1}),
        "A confusion matrix needs a prediction for each example, but got 1 examples and 2 predictions.");
    assertRefuses(
        () -> ConfusionMatrix.of(column(1), column(Float.NaN)),
        "Example 0 has NaN among [NaN], which is no class; look at the loss of the training.");
    assertRefuses(
        () -> ConfusionMatrix.of(new float[][] {{1, 0}}, new float[][] {{1, 0, 0}}),
        "Example 0 has 2 target values and 3 predictions; give a class number or as many targets as predictions, here 3.");
    assertRefuses(
        () -> ConfusionMatrix.of(new float[0][], new float[0][]),
        "A confusion matrix of targets and predictions needs 1 example or more, but got none.");
  }

  @Test
  void refusesCountsThatAreNoMatrix() {
    assertRefuses(
        () -> new ConfusionMatrix(List.of(List.of(1L, 2L), List.of(3L))),
        "A confusion matrix needs 2 classes or more, and as many columns as rows, but got [[1, 2], [3]].");
    assertRefuses(
        () -> ConfusionMatrix.of(-1, new int[0], new int[0]),
        "A confusion matrix needs 2 classes or more, and as many columns as rows, but got [].");
    assertRefuses(
        () -> new ConfusionMatrix(List.of(List.of(1L, -2L), List.of(3L, 0L))),
        "A confusion matrix needs counts of at least 0, but got [[1, -2], [3, 0]].");
  }

  private static void assertRefuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
