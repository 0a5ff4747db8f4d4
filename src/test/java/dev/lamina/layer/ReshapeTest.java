package dev.lamina.layer;

import static dev.lamina.layer.Layers.reshape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ReshapeTest {

  @Test
  void keepsTheNumbersInTheirOrder() {
    assertThat(reshape(28, 28, 1).outputShape(Shape.of(784))).isEqualTo(Shape.of(28, 28, 1));
    assertThat(reshape().outputShape(Shape.of(1))).isEqualTo(Shape.scalar());
    assertThat(Values.of(reshape(2, 2), Shape.of(1, 4), 1, 2, 3, 4)).containsExactly(1, 2, 3, 4);
    assertThat(reshape(28, 28, 1)).hasToString("reshape(28, 28, 1)");
  }

  @Test
  void findsOneSizeItself() {
    assertThat(reshape(-1, 4).outputShape(Shape.of(2, 6))).isEqualTo(Shape.of(3, 4));
    assertThat(reshape(-1).outputShape(Shape.of(2, 6))).isEqualTo(Shape.of(12));
  }

  @Test
  void needsAsManyNumbers() {
    assertThatThrownBy(() -> reshape(28, 28, 3).outputShape(Shape.of(784)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Reshape makes [28, 28, 3] of each example, but got [784] with 784 numbers; give it sizes whose product is 784.");
    assertThatThrownBy(() -> reshape(-1, 5).outputShape(Shape.of(2, 6)))
        .isInstanceOf(ShapeException.class);
  }

  @Test
  void needsSizes() {
    assertThatThrownBy(() -> reshape(-1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Reshape needs sizes of at least 1, of which one may be -1, but got [-1, -1].");
    assertThatThrownBy(() -> reshape(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
