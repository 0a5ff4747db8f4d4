package dev.lamina.layer;

import static dev.lamina.layer.Layers.conv2D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.layer.Convolutions.Conv2D;
import dev.lamina.model.Sequential;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class Conv2DTest {

  @Test
  void hasAsManyParametersAsKerasSays() {
    Sequential network = Sequential.of(Shape.of(28, 28, 1), conv2D(32, 3), conv2D(64, 3));

    assertThat(network.layers().stream().map(layer -> layer.parameters()))
        .containsExactly(320L, 18_496L);
    assertThat(network.outputShape()).isEqualTo(Shape.of(24, 24, 64));
  }

  @Test
  void scalesByWhatItsKernelShows() {
    assertThat(conv2D(4, Size.of(2, 3)).weights(Shape.of(6, 6, 5)))
        .containsExactly(
            Weight.of("kernel", Shape.of(2, 3, 5, 4), Initializers.glorotUniform()).fans(30, 24),
            Weight.of("bias", Shape.of(4), Initializers.zeros()).fans(30, 24));
    assertThat(conv2D(4, 2).useBias(false).weights(Shape.of(6, 6, 5))).hasSize(1);
  }

  @Test
  void dividesChannelsIntoGroups() {
    assertThat(conv2D(6, 3).groups(2).weights(Shape.of(5, 5, 4)).get(0).shape())
        .isEqualTo(Shape.of(3, 3, 2, 6));
    assertThat(conv2D(6, 3).groups(2).multiplications(Shape.of(5, 5, 4))).isEqualTo(9 * 9 * 2 * 6);
    assertThatThrownBy(() -> conv2D(6, 3).groups(4))
        .hasMessage("Conv2D needs as many filters in each group, but got 6 filters and 4 groups.");
    assertThatThrownBy(() -> conv2D(6, 3).groups(0))
        .hasMessage("Conv2D needs groups of at least 1, but got 0.");
    assertThatThrownBy(() -> conv2D(6, 3).groups(3).outputShape(Shape.of(5, 5, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Conv2D has 3 groups, but got [5, 5, 4], whose 4 channels they do not divide; give it other groups.");
  }

  @Test
  void staysInsideUnlessPadded() {
    Shape image = Shape.of(7, 6, 1);

    assertThat(conv2D(2, 3).outputShape(image)).isEqualTo(Shape.of(5, 4, 2));
    assertThat(conv2D(2, 3).strides(2).outputShape(image)).isEqualTo(Shape.of(3, 2, 2));
    assertThat(conv2D(2, 3).padding(Padding.SAME).outputShape(image)).isEqualTo(Shape.of(7, 6, 2));
    assertThat(conv2D(2, 3).padding(Padding.SAME).strides(Size.of(2, 4)).outputShape(image))
        .isEqualTo(Shape.of(4, 2, 2));
    assertThat(conv2D(2, 3).dilationRate(2).outputShape(image)).isEqualTo(Shape.of(3, 2, 2));
  }

  @Test
  void seesPixelsAtADistanceWhenDilated() {
    List<float[]> sumOfCorners = List.of(new float[] {1, 1, 1, 1}, new float[] {0});
    Conv2D layer = conv2D(1, 2).dilationRate(Size.of(1, 2));

    assertThat(Values.of(layer, sumOfCorners, Shape.of(1, 2, 4, 1), 1, 2, 3, 4, 10, 20, 30, 40))
        .containsExactly(44, 66);
    assertThat(
            Values.of(
                layer.padding(Padding.SAME).useBias(false),
                sumOfCorners,
                Shape.of(1, 1, 4, 1),
                1,
                2,
                3,
                4))
        .containsExactly(2, 4, 6, 3);
  }

  @Test
  void multipliesItsKernelAtEveryPlace() {
    Conv2D layer = conv2D(32, 3);

    assertThat(layer.multiplications(Shape.of(28, 28, 1))).isEqualTo(26 * 26 * 9 * 32);
    assertThat(layer.strides(2).multiplications(Shape.of(28, 28, 1))).isEqualTo(13 * 13 * 9 * 32);
    assertThat(layer.prefersPlainGraph()).isTrue();
  }

  @Test
  void takesImagesWithChannelsOnly() {
    assertThatThrownBy(() -> conv2D(2, 3).outputShape(Shape.of(28, 28)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Conv2D takes [height, width, channels] per example, but got [28, 28]; put reshape(28, 28, 1) before it.");
    assertThatThrownBy(() -> conv2D(2, 3).outputShape(Shape.of(784)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Conv2D takes [height, width, channels] per example, but got [784]; put reshape(height, width, channels) before it.");
  }

  @Test
  void needsAnImageAsLargeAsItsKernel() {
    assertThatThrownBy(
            () -> conv2D(2, Size.of(2, 3)).dilationRate(2).outputShape(Shape.of(4, 4, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Conv2D slides a window of length 5 along axis 2 of [4, 4, 1], which is shorter; use a smaller window or padding(SAME).");
  }

  @Test
  void needsFiltersAndSizes() {
    assertThatThrownBy(() -> conv2D(0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Conv2D needs filters of at least 1, but got 0.");
    assertThatThrownBy(() -> conv2D(1, Size.of(3, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A size needs a height and a width of at least 1, but got 3x0.");
  }

  @Test
  void isAValue() {
    assertThat(conv2D(32, 3))
        .isEqualTo(conv2D(32, Size.of(3)).strides(1).padding(Padding.VALID).dilationRate(1))
        .isNotEqualTo(conv2D(32, 3).strides(2))
        .hasToString("conv2D(32, 3x3)");
    assertThat(conv2D(32, Size.of(3, 5)).activation(ActivationFunction.RELU))
        .hasToString("conv2D(32, 3x5) relu");
  }
}
