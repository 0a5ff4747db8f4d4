package dev.lamina.layer;

import static dev.lamina.layer.Layers.conv2DTranspose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class Conv2DTransposeTest {
  private static final Shape IMAGE = Shape.of(6, 5, 3);

  @Test
  void hasAKernelWhoseChannelsAreTheOtherWayRound() {
    assertThat(conv2DTranspose(4, 3).weights(IMAGE))
        .containsExactly(
            Weight.of("kernel", Shape.of(3, 3, 4, 3), Initializers.glorotUniform()).fans(36, 27),
            Weight.of("bias", Shape.of(4), Initializers.zeros()).fans(36, 27));
  }

  @Test
  void makesImagesLarger() {
    assertThat(conv2DTranspose(4, 3).outputShape(IMAGE)).isEqualTo(Shape.of(8, 7, 4));
    assertThat(conv2DTranspose(4, 3).strides(2).outputShape(IMAGE)).isEqualTo(Shape.of(13, 11, 4));
    assertThat(conv2DTranspose(4, 2).strides(3).outputShape(IMAGE)).isEqualTo(Shape.of(18, 15, 4));
    assertThat(conv2DTranspose(4, 2).dilationRate(3).outputShape(IMAGE))
        .isEqualTo(Shape.of(9, 8, 4));
    assertThat(conv2DTranspose(4, 3).padding(Padding.SAME).strides(2).outputShape(IMAGE))
        .isEqualTo(Shape.of(12, 10, 4));
  }

  @Test
  void laysItsKernelDownAtEveryPixel() {
    List<float[]> kernel = List.of(new float[] {1, 10, 100}, new float[] {0.5f});

    assertThat(
            Values.of(
                conv2DTranspose(1, Size.of(1, 3)).strides(Size.of(1, 2)),
                kernel,
                Shape.of(1, 1, 2, 1),
                1,
                2))
        .containsExactly(1.5f, 10.5f, 102.5f, 20.5f, 200.5f);
    assertThat(conv2DTranspose(4, 3).multiplications(IMAGE)).isEqualTo(30 * 108);
    assertThat(conv2DTranspose(4, 3).prefersPlainGraph()).isTrue();
  }

  @Test
  void takesImagesWithChannelsOnly() {
    assertThatThrownBy(() -> conv2DTranspose(4, 3).outputShape(Shape.of(7, 7)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Conv2DTranspose takes [height, width, channels] per example, but got [7, 7]; put reshape(7, 7, 1) before it.");
    assertThatThrownBy(() -> conv2DTranspose(0, 3)).hasMessageContaining("filters of at least 1");
    assertThat(conv2DTranspose(4, 3)).hasToString("conv2DTranspose(4, 3x3)");
  }

  @Test
  void takesAnOutputPaddingOfLessThanTheStrides() {
    Shape input = Shape.of(2, 3, 1);
    assertThat(conv2DTranspose(1, 3).outputPadding(1, 2).strides(Size.of(2, 3)).outputShape(input))
        .isEqualTo(Shape.of(6, 11, 1));
    assertThatThrownBy(() -> conv2DTranspose(1, 3).strides(2).outputPadding(2).outputShape(input))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Conv2DTranspose needs an outputPadding of at least 0 and less than its strides, 2x2, but got [2, 2].");
    assertThatThrownBy(() -> conv2DTranspose(1, 3).outputPadding(1, 2, 3))
        .hasMessage(
            "Conv2DTranspose needs an outputPadding of one number or two, but got [1, 2, 3].");
  }
}
