package dev.lamina.layer;

import static dev.lamina.layer.Layers.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class SoftmaxTest {

  @Test
  void sumsToOneAlongItsAxis() {
    float[] columns = {200, -200, -200, 0, 0, -200};

    assertThat(Values.of(softmax(1), Shape.of(1, 3, 2), columns)).containsExactly(1, 0, 0, 1, 0, 0);
    assertThat(Values.of(softmax(-1), Shape.of(1, 3, 2), columns))
        .containsExactly(1, 0, 0, 1, 1, 0);
    assertThat(Values.of(softmax(2), Shape.of(1, 3, 2), columns)).containsExactly(1, 0, 0, 1, 1, 0);
    assertThat(softmax(1)).hasToString("softmax(1)");
  }

  @Test
  void needsAnAxisOfTheExample() {
    assertThatThrownBy(() -> softmax(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Softmax needs an axis of at least 1, or -1 for the last, but got 0.");
    assertThatThrownBy(() -> softmax(3).outputShape(Shape.of(4, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("Softmax goes along axis 3, but [4, 3] has 2; give it another.");
    assertThatThrownBy(() -> softmax(-1).outputShape(Shape.scalar()))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Softmax takes a row of numbers per example, but got []; put flatten() before it.");
  }
}
