package dev.lamina.layer;

import static dev.lamina.layer.Layers.conv1D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class Conv1DTest {
  private static final Shape SEQUENCE = Shape.of(10, 4);

  @Test
  void hasAKernelAndABias() {
    assertThat(conv1D(8, 3).weights(SEQUENCE))
        .containsExactly(
            Weight.of("kernel", Shape.of(3, 4, 8), Initializers.glorotUniform()).fans(12, 24),
            Weight.of("bias", Shape.of(8), Initializers.zeros()).fans(12, 24));
    assertThat(conv1D(8, 3).useBias(false).weights(SEQUENCE)).hasSize(1);
  }

  @Test
  void givesOneStepForEachPlace() {
    assertThat(conv1D(8, 3).outputShape(SEQUENCE)).isEqualTo(Shape.of(8, 8));
    assertThat(conv1D(8, 3).strides(3).outputShape(SEQUENCE)).isEqualTo(Shape.of(3, 8));
    assertThat(conv1D(8, 3).dilationRate(4).outputShape(SEQUENCE)).isEqualTo(Shape.of(2, 8));
    assertThat(conv1D(8, 3).padding(Padding.SAME).strides(3).outputShape(SEQUENCE))
        .isEqualTo(Shape.of(4, 8));
  }

  @Test
  void addsItsBiasAndActivates() {
    List<float[]> difference = List.of(new float[] {-1, 1}, new float[] {-1});

    assertThat(
            Values.of(
                conv1D(1, 2).dilationRate(2).activation(ActivationFunction.RELU),
                difference,
                Shape.of(1, 5, 1),
                1,
                2,
                4,
                8,
                0))
        .containsExactly(2, 5, 0);
  }

  @Test
  void multipliesItsKernelAtEveryPlace() {
    assertThat(conv1D(8, 3).multiplications(SEQUENCE)).isEqualTo(8 * 3 * 4 * 8);
    assertThat(conv1D(8, 3).prefersPlainGraph()).isTrue();
  }

  @Test
  void takesSequencesWithChannelsOnly() {
    assertThatThrownBy(() -> conv1D(8, 3).outputShape(Shape.of(12)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Conv1D takes [steps, channels] per example, but got [12]; put reshape(12, 1) before it.");
    assertThatThrownBy(() -> conv1D(8, 3).outputShape(Shape.of(28, 28, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "Conv1D takes [steps, channels] per example, but got [28, 28, 1]; put reshape(steps, channels) before it.");
    assertThatThrownBy(() -> conv1D(8, 3).outputShape(Shape.of(2, 1)))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("Conv1D slides a window of length 3 along axis 1 of [2, 1]");
  }

  @Test
  void needsNumbersOfAtLeastOne() {
    assertThatThrownBy(() -> conv1D(0, 3)).hasMessageContaining("filters of at least 1");
    assertThatThrownBy(() -> conv1D(1, 0)).hasMessageContaining("kernelSize of at least 1");
    assertThatThrownBy(() -> conv1D(1, 1).strides(0)).hasMessageContaining("strides of at least 1");
    assertThatThrownBy(() -> conv1D(1, 1).dilationRate(0))
        .hasMessage("Conv1D needs dilationRate of at least 1, but got 0.");
  }

  @Test
  void isShownAsItIsWritten() {
    assertThat(conv1D(8, 3).activation(ActivationFunction.TANH)).hasToString("conv1D(8, 3) tanh");
  }
}
