package dev.lamina.layer;

import static dev.lamina.layer.Layers.conv1D;
import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.conv2DTranspose;
import static dev.lamina.layer.Layers.depthwiseConv2D;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.separableConv2D;
import static dev.lamina.layer.Layers.tanh;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/**
 * TensorFlow's plain graph convolves by oneDNN, XLA by kernels of its own: that both learn the same
 * shows what either does wrong. oneDNN has wrong gradients of images from one channel to one
 * filter, and ends the process in those of kernels of one pixel that leave out pixels.
 */
class ConvolutionTest {
  private static final int EXAMPLES = 16;

  /** Layers of images {@code [28, 28, channels]}, or of sequences {@code [28, channels]}. */
  static List<Arguments> layers() {
    List<Layer> ofOneChannel = new ArrayList<>();
    for (int kernel : List.of(1, 2)) {
      for (int strides : List.of(1, 2)) {
        ofOneChannel.add(conv2D(1, kernel).strides(strides));
        ofOneChannel.add(conv2DTranspose(1, kernel).strides(strides));
        ofOneChannel.add(depthwiseConv2D(kernel).strides(strides));
      }
    }
    ofOneChannel.add(conv2D(1, 3).padding(Padding.SAME).strides(2));
    ofOneChannel.add(conv2D(1, 3).strides(Size.of(1, 2)));
    ofOneChannel.add(conv2D(1, 2).dilationRate(3));
    ofOneChannel.add(depthwiseConv2D(1).strides(3).depthMultiplier(2));
    ofOneChannel.add(separableConv2D(1, 1));
    ofOneChannel.add(conv1D(1, 2));
    List<Layer> ofThree =
        List.of(
            conv2D(4, 1).strides(2),
            conv2D(4, 2).strides(3),
            conv2DTranspose(4, 1).padding(Padding.SAME).strides(3));
    return Stream.concat(
            ofOneChannel.stream().map(layer -> Arguments.of(layer, 1)),
            ofThree.stream().map(layer -> Arguments.of(layer, 3)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void learnsTheSameInBothWays(Layer layer, int channels) {
    Map<String, FloatArray> plain = learned(layer, channels, Jit.OFF);
    Map<String, FloatArray> compiled = learned(layer, channels, Jit.ON);

    assertThat(plain.keySet()).isEqualTo(compiled.keySet());
    plain.forEach(
        (name, weight) ->
            assertThat(weight.values())
                .as(name)
                .containsExactly(
                    Objects.requireNonNull(compiled.get(name)).values(), within(2e-5f)));
  }

  private static Map<String, FloatArray> learned(Layer layer, int channels, Jit jit) {
    boolean sequences = layer instanceof SequenceConvolutions.Conv1D;
    Shape shape = sequences ? Shape.of(28, 1) : Shape.of(28, 28, 1);
    // Something in front learns by the gradients of the layer's input.
    Layer before = sequences ? conv1D(channels, 1) : conv2D(channels, 1);
    Random random = new Random(1);
    float[] x = new float[EXAMPLES * (int) shape.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    Sequential network = Sequential.of(shape, before, tanh(), layer, tanh(), flatten());
    Shape output = network.outputShape();
    float[] y = new float[EXAMPLES * (int) output.size()];
    Settings settings = Settings.of(sgd(0.1f), meanSquaredError()).jit(jit);
    try (Model model = network.compile(settings)) {
      model.fit(Dataset.of(shape, x, output, y).batch(EXAMPLES), epochs(2));
      return model.weights();
    }
  }
}
