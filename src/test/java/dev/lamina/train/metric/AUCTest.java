package dev.lamina.train.metric;

import static dev.lamina.train.metric.Metrics.auc;
import static dev.lamina.train.metric.Totals.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AUCTest {

  @Test
  void isTheShareOfPairsInTheRightOrder() {
    float[][] targets = column(1, 1, 0, 0, 0);

    assertThat(Totals.value(auc(), targets, column(0.9f, 0.4f, 0.5f, 0.3f, 0.1f)))
        .isCloseTo(5 / 6.0, within(1e-9));
    assertThat(Totals.value(auc(), targets, column(0.9f, 0.8f, 0.5f, 0.3f, 0.1f))).isEqualTo(1);
    assertThat(Totals.value(auc(), targets, column(0, 0, 1, 1, 1))).isZero();
  }

  @Test
  void pairsBetweenTheSameThresholdsCountHalf() {
    assertThat(Totals.value(auc(), column(1, 0), column(0.5f, 0.5f))).isEqualTo(0.5);
    assertThat(Totals.value(auc().numThresholds(2), column(1, 0), column(0.9f, 0.1f)))
        .isEqualTo(0.5);
  }

  @Test
  void takesLogits() {
    float[][] logits = column(40, 2, 3, -50);

    assertThat(Totals.value(auc().fromLogits(true), column(1, 1, 0, 0), logits)).isEqualTo(0.75);
  }

  @Test
  void takesOneHotTargetsAndClassNumbers() {
    float[][] predictions = {{0.7f, 0.2f, 0.1f}, {0.3f, 0.3f, 0.4f}};

    assertThat(Totals.value(auc(), column(0, 1), predictions))
        .isEqualTo(Totals.value(auc(), new float[][] {{1, 0, 0}, {0, 1, 0}}, predictions))
        .isCloseTo(6.5 / 8, within(1e-9));
  }

  @Test
  void isZeroForOneClassAlone() {
    assertThat(Totals.value(auc(), column(1, 1), column(0.9f, 0.1f))).isZero();
  }

  @Test
  void needsTwoThresholds() {
    assertThatThrownBy(() -> auc().numThresholds(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("AUC needs numThresholds of at least 2, but got 1.");
  }
}
