package dev.lamina.layer;

import static dev.lamina.layer.Layers.permute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class PermuteTest {

  @Test
  void turnsMatrices() {
    assertThat(Values.of(permute(2, 1), Shape.of(1, 2, 3), 1, 2, 3, 4, 5, 6))
        .containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(permute(3, 1, 2).outputShape(Shape.of(4, 5, 6))).isEqualTo(Shape.of(6, 4, 5));
    assertThat(permute(3, 1, 2)).hasToString("permute(3, 1, 2)");
  }

  @Test
  void namesEveryAxisOnce() {
    assertThatThrownBy(() -> permute(2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Permute needs every axis from 1 on once, but got [2, 2].");
    assertThatThrownBy(() -> permute(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> permute(2, 1).outputShape(Shape.of(4, 5, 6)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("Permute orders 2 axes, but got [4, 5, 6]; name each of its axes once.");
  }
}
