package dev.lamina.layer;

import static dev.lamina.layer.Layers.leakyReLU;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

class LeakyReLUTest {

  @Test
  void isLessSteepBelowZero() {
    assertThat(Values.of(leakyReLU().negativeSlope(0.25f), Shape.of(1, 3), -4, 0, 4))
        .containsExactly(-1, 0, 4);
    assertThat(leakyReLU().outputShape(Shape.of(2, 3))).isEqualTo(Shape.of(2, 3));
    assertThat(leakyReLU()).hasToString("leakyReLU(0.3)");
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, Float.NaN, Float.POSITIVE_INFINITY})
  void needsASlope(float slope) {
    assertThatThrownBy(() -> leakyReLU().negativeSlope(slope))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("LeakyReLU needs a finite negativeSlope of at least 0, but got " + slope + ".");
  }
}
