package dev.lamina.layer;

import static dev.lamina.layer.Layers.repeatVector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class RepeatVectorTest {

  @Test
  void repeatsEveryExample() {
    assertThat(Values.of(repeatVector(2), Shape.of(2, 2), 1, 2, 3, 4))
        .containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
    assertThat(repeatVector(3).outputShape(Shape.of(4))).isEqualTo(Shape.of(3, 4));
    assertThat(repeatVector(3)).hasToString("repeatVector(3)");
  }

  @Test
  void takesVectorsOnly() {
    assertThatThrownBy(() -> repeatVector(3).outputShape(Shape.of(4, 5)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "RepeatVector takes a vector per example, but got [4, 5]; put flatten() before it.");
    assertThatThrownBy(() -> repeatVector(0))
        .hasMessage("RepeatVector needs n of at least 1, but got 0.");
  }
}
