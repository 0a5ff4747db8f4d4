package dev.lamina.layer;

import static dev.lamina.golden.PlainGraph.constant;
import static dev.lamina.layer.Layers.alphaDropout;
import static dev.lamina.layer.Layers.gaussianDropout;
import static dev.lamina.layer.Layers.spatialDropout1D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.golden.PlainGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Layers that disturb at random while training. */
class NoiseTest {
  private static final Shape BATCH = Shape.of(200, 10, 10);

  static Stream<Layer> layers() {
    return Stream.of(alphaDropout(0.3f), gaussianDropout(0.3f), spatialDropout1D(0.3f));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void passEverythingOutsideTraining(Layer layer) {
    float[] x = {1, 2, 3, 4};

    assertThat(Forward.infer(layer, Map.of(), Shape.of(1, 2, 2), x)).isEqualTo(x);
    assertThat(layer.outputShape(Shape.of(2, 2))).isEqualTo(Shape.of(2, 2));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void letGradientsThrough(Layer layer) {
    float[] gradients =
        PlainGraph.run(
                tf -> {
                  Operand<TFloat32> x = constant(tf, BATCH, new float[(int) BATCH.size()]);
                  Operand<TFloat32> y = layer.forward(DrawingPass.of(tf), x);
                  return PlainGraph.gradients(
                      tf, tf.reduceSum(y, tf.constant(new int[] {0, 1, 2})), List.of(x));
                })
            .get(0);

    assertThat(mean(gradients)).isBetween(0.5, 1.1);
  }

  @Test
  void needARateBelowOne() {
    assertThatThrownBy(() -> alphaDropout(1))
        .hasMessage("AlphaDropout needs a rate in [0, 1), but got 1.0.");
    assertThatThrownBy(() -> gaussianDropout(-1))
        .hasMessage("GaussianDropout needs a rate in [0, 1), but got -1.0.");
    assertThatThrownBy(() -> spatialDropout1D(2))
        .hasMessage("SpatialDropout1D needs a rate in [0, 1), but got 2.0.");
  }

  @Test
  void alphaDropoutKeepsMeanAndVariance() {
    float[] normal = new float[(int) BATCH.size()];
    Random random = new Random(1);
    for (int i = 0; i < normal.length; i++) {
      normal[i] = (float) random.nextGaussian();
    }

    float[] dropped = trained(alphaDropout(0.3f), normal);

    assertThat(mean(dropped)).isCloseTo(0, within(0.03));
    assertThat(variance(dropped)).isCloseTo(1, within(0.03));
    // -1.7581 · a + b, with Keras' a and b for a rate of 0.3.
    assertThat(dropped).contains(new float[] {-1.0644f}, within(1e-3f));
  }

  @Test
  void gaussianDropoutMultipliesByNormalNumbers() {
    float[] twos = new float[(int) BATCH.size()];
    Arrays.fill(twos, 2);

    float[] noisy = trained(gaussianDropout(0.2f), twos);

    assertThat(mean(noisy)).isCloseTo(2, within(0.03));
    assertThat(variance(noisy)).isCloseTo(4 * 0.25, within(0.03));
  }

  @Test
  void spatialDropoutDropsAChannelAtAllSteps() {
    float[] ones = new float[(int) BATCH.size()];
    Arrays.fill(ones, 1);

    float[] dropped = trained(spatialDropout1D(0.2f), ones);

    int zeros = 0;
    for (int i = 0; i < dropped.length; i++) {
      assertThat(dropped[i]).isEqualTo(dropped[i / 100 * 100 + i % 10]);
      zeros += dropped[i] == 0 ? 1 : 0;
    }
    assertThat((double) zeros / dropped.length).isCloseTo(0.2, within(0.04));
  }

  private static float[] trained(Layer layer, float[] x) {
    return PlainGraph.run(tf -> List.of(layer.forward(DrawingPass.of(tf), constant(tf, BATCH, x))))
        .get(0);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(float[] values) {
    double mean = mean(values);
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / values.length;
  }
}
