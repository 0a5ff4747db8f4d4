package dev.lamina.layer;

import static dev.lamina.layer.Layers.rescaling;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class RescalingTest {

  @Test
  void multipliesAndAdds() {
    assertThat(Values.of(rescaling(0.5f).offset(-1), Shape.of(3), 0, 2, 4))
        .containsExactly(-1, 0, 1);
    assertThat(rescaling(2).outputShape(Shape.of(4, 5))).isEqualTo(Shape.of(4, 5));
    assertThat(rescaling(0.5f)).hasToString("rescaling(0.5, 0.0)");
  }
}
