package dev.lamina.layer;

import static dev.lamina.golden.PlainGraph.constant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.golden.PlainGraph;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class RegularizersTest {

  @Test
  void sumsAbsoluteValuesAndSquares() {
    assertThat(of(Regularizers.none())).isZero();
    assertThat(of(Regularizers.l1(0.1f))).isCloseTo(0.6f, within(1e-6f));
    assertThat(of(Regularizers.l2(0.1f))).isCloseTo(1.4f, within(1e-6f));
    assertThat(of(Regularizers.l1l2(0.1f, 0.01f))).isCloseTo(0.74f, within(1e-6f));
    assertThat(of(Regularizers.l1l2(0, 0))).isZero();
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, Float.NaN, Float.POSITIVE_INFINITY})
  void needsFactorsThatPenalize(float factor) {
    assertThatThrownBy(() -> Regularizers.l1(factor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("L1 needs a finite l1 of at least 0, but got " + factor + ".");
    assertThatThrownBy(() -> Regularizers.l2(factor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("L2 needs a finite l2 of at least 0, but got " + factor + ".");
    assertThatThrownBy(() -> Regularizers.l1l2(1, factor))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("L1L2 needs a finite l2 of at least 0, but got " + factor + ".");
  }

  private static float of(Regularizer regularizer) {
    return PlainGraph.run(
            tf -> List.of(regularizer.penalty(tf, constant(tf, Shape.of(3, 1), 1, -2, 3))))
        .get(0)[0];
  }
}
