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

  /** Of two rows and of two columns; a row of zeros and one row alone have no angles. */
  @Test
  void penalizeCosines() {
    Shape matrix = Shape.of(2, 2);
    assertThat(of(Regularizers.orthogonal(0.1f), matrix, 3, 4, 0, -2))
        .isCloseTo(0.08f, within(1e-6f));
    assertThat(of(Regularizers.orthogonalColumns(0.1f), matrix, 3, 0, 4, -2))
        .isCloseTo(0.08f, within(1e-6f));
    assertThat(of(Regularizers.orthogonal(0.1f), matrix, 3, 4, 0, 0)).isZero();
    assertThat(of(Regularizers.orthogonal(0.1f), Shape.of(1, 2), 3, 4)).isZero();
    assertThatThrownBy(() -> of(Regularizers.orthogonal(0.1f), Shape.of(2), 3, 4))
        .hasMessage(
            "OrthogonalRegularizer takes a matrix, but the weight has shape [2]; give it another regularizer.");
  }

  private static float of(Regularizer regularizer) {
    return of(regularizer, Shape.of(3, 1), 1, -2, 3);
  }

  private static float of(Regularizer regularizer, Shape shape, float... values) {
    return PlainGraph.run(tf -> List.of(regularizer.penalty(tf, constant(tf, shape, values))))
        .get(0)[0];
  }
}
