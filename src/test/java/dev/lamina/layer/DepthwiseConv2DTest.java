package dev.lamina.layer;

import static dev.lamina.layer.Layers.depthwiseConv2D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.layer.DepthwiseConvolutions.DepthwiseConv2D;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class DepthwiseConv2DTest {
  private static final Shape IMAGE = Shape.of(6, 6, 3);

  @Test
  void hasKernelsForEveryChannel() {
    DepthwiseConv2D layer = depthwiseConv2D(3).depthMultiplier(2);

    assertThat(layer.weights(IMAGE))
        .containsExactly(
            Weight.of("kernel", Shape.of(3, 3, 3, 2), Initializers.glorotUniform()).fans(27, 18),
            Weight.of("bias", Shape.of(6), Initializers.zeros()).fans(27, 18));
    assertThat(layer.outputShape(IMAGE)).isEqualTo(Shape.of(4, 4, 6));
    assertThat(layer.multiplications(IMAGE)).isEqualTo(16 * 54);
    assertThat(layer.prefersPlainGraph()).isTrue();
  }

  @Test
  void hasOptionsLikeOtherConvolutions() {
    assertThat(depthwiseConv2D(2).strides(2).outputShape(IMAGE)).isEqualTo(Shape.of(3, 3, 3));
    assertThat(depthwiseConv2D(2).padding(Padding.SAME).outputShape(IMAGE)).isEqualTo(IMAGE);
    assertThat(depthwiseConv2D(2).dilationRate(3).outputShape(IMAGE)).isEqualTo(Shape.of(3, 3, 3));
    assertThat(depthwiseConv2D(2).activation(ActivationFunction.RELU6))
        .hasToString("depthwiseConv2D(2x2) relu6");
  }

  @Test
  void refusesWhatItCannotDo() {
    assertThatThrownBy(() -> depthwiseConv2D(2).strides(Size.of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "DepthwiseConv2D needs one stride for both directions, but got 1x2; use strides(1).");
    assertThatThrownBy(() -> depthwiseConv2D(2).depthMultiplier(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DepthwiseConv2D needs depthMultiplier of at least 1, but got 0.");
    assertThatThrownBy(() -> depthwiseConv2D(2).outputShape(Shape.of(6, 6)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("DepthwiseConv2D takes [height, width, channels]");
  }
}
