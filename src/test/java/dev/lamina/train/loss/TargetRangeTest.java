package dev.lamina.train.loss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TargetRangeTest {

  @Test
  void holdsWholeClassNumbersOnly() {
    TargetRange range = TargetRange.classes(10);

    assertThat(range.contains(0)).isTrue();
    assertThat(range.contains(9)).isTrue();
    assertThat(range.contains(10)).isFalse();
    assertThat(range.contains(-1)).isFalse();
    assertThat(range.contains(0.5f)).isFalse();
    assertThat(range.contains(Float.NaN)).isFalse();
  }

  @Test
  void holdsAnyFiniteNumber() {
    assertThat(TargetRange.ANY.contains(-Float.MAX_VALUE)).isTrue();
    assertThat(TargetRange.ANY.contains(0.5f)).isTrue();
    assertThat(TargetRange.ANY.contains(Float.NaN)).isFalse();
    assertThat(TargetRange.ANY.contains(Float.POSITIVE_INFINITY)).isFalse();
    assertThat(TargetRange.ANY.contains(Float.NEGATIVE_INFINITY)).isFalse();
  }
}
