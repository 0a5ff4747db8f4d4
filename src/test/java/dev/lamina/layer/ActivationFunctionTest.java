package dev.lamina.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ActivationFunctionTest {

  @Test
  void areCalledAsInSpecs() {
    assertThat(Stream.of(ActivationFunction.values()).map(ActivationFunction::label))
        .containsExactly(
            "linear",
            "relu",
            "sigmoid",
            "tanh",
            "softmax",
            "elu",
            "selu",
            "softplus",
            "softsign",
            "gelu",
            "silu",
            "exponential",
            "hardSigmoid",
            "hardSilu",
            "relu6",
            "logSoftmax",
            "mish",
            "leakyRelu",
            "logSigmoid",
            "hardTanh",
            "tanhShrink",
            "hardShrink",
            "softShrink",
            "squareplus",
            "celu",
            "sparsePlus",
            "sparseSigmoid");
  }

  @Test
  void haveAFactoryEach() {
    assertThat(
            Stream.of(
                Layers.elu(),
                Layers.selu(),
                Layers.softplus(),
                Layers.softsign(),
                Layers.gelu(),
                Layers.silu(),
                Layers.exponential(),
                Layers.hardSigmoid(),
                Layers.hardSilu(),
                Layers.relu6(),
                Layers.logSoftmax(),
                Layers.mish()))
        .extracting(Layer::toString)
        .containsExactly(
            "elu",
            "selu",
            "softplus",
            "softsign",
            "gelu",
            "silu",
            "exponential",
            "hardSigmoid",
            "hardSilu",
            "relu6",
            "logSoftmax",
            "mish");
  }

  @Test
  void stayFiniteFarFromZero() {
    assertThat(of(ActivationFunction.ELU, -1000, 1000)).containsExactly(-1, 1000);
    assertThat(of(ActivationFunction.SOFTPLUS, -1000, 1000)).containsExactly(0, 1000);
    assertThat(of(ActivationFunction.SOFTSIGN, -1e9f, 1e9f)).containsExactly(-1, 1);
    assertThat(of(ActivationFunction.GELU, -1000, 1000)).containsExactly(-0f, 1000);
    assertThat(of(ActivationFunction.SILU, -1000, 1000)).containsExactly(-0f, 1000);
    assertThat(of(ActivationFunction.HARD_SIGMOID, -1000, 1000)).containsExactly(0, 1);
    assertThat(of(ActivationFunction.HARD_SILU, -1000, 1000)).containsExactly(-0f, 1000);
    assertThat(of(ActivationFunction.RELU6, -1000, 1000)).containsExactly(0, 6);
    assertThat(of(ActivationFunction.MISH, -1000, 1000)).containsExactly(-0f, 1000);
    assertThat(of(ActivationFunction.LOG_SOFTMAX, -1000, 1000)).containsExactly(-2000, 0);
  }

  @Test
  void takeEveryRowOfAMatrixForItself() {
    float[] got = Values.of(Layers.logSoftmax(), Shape.of(1, 2, 2), 0, 0, 0, (float) Math.log(3));

    assertThat(got[0]).isCloseTo((float) Math.log(0.5), within(1e-6f));
    assertThat(got[2]).isCloseTo((float) Math.log(0.25), within(1e-6f));
    assertThat(got[3]).isCloseTo((float) Math.log(0.75), within(1e-6f));
  }

  private static float[] of(ActivationFunction function, float... row) {
    return Values.of(Layers.activation(function), Shape.of(1, row.length), row);
  }
}
