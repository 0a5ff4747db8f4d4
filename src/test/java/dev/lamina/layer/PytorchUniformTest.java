package dev.lamina.layer;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Npy;
import dev.lamina.model.Sequential;
import dev.lamina.random.TorchRandom;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

class PytorchUniformTest {

  @Test
  void givesTheLecturesNetworkTheWeightsOfPytorch() {
    Map<String, FloatArray> weights =
        Sequential.of(Shape.of(784), dense(32), relu(), dense(1), sigmoid())
            .initializer(Initializers.pytorch(1))
            .initialWeights(7);

    assertThat(weights)
        .containsOnlyKeys("dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias");
    assertThat(values(weights, "dense/kernel"))
        .isEqualTo(transposed(Npy.reference("mnist01-init-W1"), 784));
    assertThat(values(weights, "dense/bias")).isEqualTo(Npy.reference("mnist01-init-b1"));
    assertThat(values(weights, "dense_1/kernel")).isEqualTo(Npy.reference("mnist01-init-W2"));
    assertThat(values(weights, "dense_1/bias")).isEqualTo(Npy.reference("mnist01-init-b2"));
  }

  @Test
  void goesOnAfterTheDrawsOfTheLecturesNoise() {
    Map<String, FloatArray> weights =
        Sequential.of(Shape.of(1), dense(500), relu(), dense(1))
            .initializer(Initializers.pytorch(5, 116))
            .initialWeights(7);

    // With one input, and with one output, a kernel and its transpose are the same row-major.
    assertThat(values(weights, "dense/kernel")).isEqualTo(Npy.reference("regress500-init-W1"));
    assertThat(values(weights, "dense/bias")).isEqualTo(Npy.reference("regress500-init-b1"));
    assertThat(values(weights, "dense_1/kernel")).isEqualTo(Npy.reference("regress500-init-W2"));
    assertThat(values(weights, "dense_1/bias")).isEqualTo(Npy.reference("regress500-init-b2"));
  }

  @Test
  void cannotGoOnBeforeTheFirstDraw() {
    assertThatThrownBy(() -> Initializers.pytorch(5, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("pytorch(seed, drawsTaken) needs at least 0 draws, but got -1.");
  }

  @ParameterizedTest
  @CsvSource({"3, 5", "5, 3", "1, 1", "1, 7", "7, 1", "13, 17"})
  void drawsALinearOfAnySizeAsPytorchDoes(int in, int out) {
    TorchRandom torch = new TorchRandom(42);
    float bound = (float) (1 / Math.sqrt(in));
    float[] kernel = new float[in * out];
    float[] bias = new float[out];
    torch.uniform(kernel, -bound, bound);
    torch.uniform(bias, -bound, bound);

    Map<String, FloatArray> weights =
        Sequential.of(Shape.of(in), dense(out))
            .initializer(Initializers.pytorch(42))
            .initialWeights(0);

    assertThat(values(weights, "dense/kernel")).isEqualTo(transposed(kernel, in));
    assertThat(values(weights, "dense/bias")).isEqualTo(bias);
  }

  @Test
  void beginsAgainForEveryNetwork() {
    Sequential network = Sequential.of(Shape.of(2), dense(2)).initializer(Initializers.pytorch(3));

    assertThat(values(network.initialWeights(0), "dense/kernel"))
        .isEqualTo(values(network.initialWeights(1), "dense/kernel"));
  }

  @Test
  void knowsVectorsAndMatricesOnly() {
    Weight cube = Weight.of("cube", Shape.of(2, 2, 2), Initializers.pytorch(1)).fans(4, 2);

    assertThatThrownBy(() -> Initializers.pytorch(1).begin(new Random(0)).next(cube))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "PyTorch's initial weights are known for vectors and matrices, but cube has shape [2, 2, 2]; give it another initializer.");
  }

  /** PyTorch's {@code [out, in]} as {@code [in, out]}. */
  private static float[] transposed(float[] kernel, int in) {
    int out = kernel.length / in;
    float[] transposed = new float[kernel.length];
    for (int i = 0; i < kernel.length; i++) {
      transposed[i % in * out + i / in] = kernel[i];
    }
    return transposed;
  }
}
