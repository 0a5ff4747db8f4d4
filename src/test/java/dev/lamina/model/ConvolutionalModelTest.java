package dev.lamina.model;

import static dev.lamina.layer.Layers.activation;
import static dev.lamina.layer.Layers.averagePooling1D;
import static dev.lamina.layer.Layers.averagePooling2D;
import static dev.lamina.layer.Layers.conv1D;
import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.conv2DTranspose;
import static dev.lamina.layer.Layers.cropping2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.depthwiseConv2D;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.globalAveragePooling2D;
import static dev.lamina.layer.Layers.globalMaxPooling2D;
import static dev.lamina.layer.Layers.leakyReLU;
import static dev.lamina.layer.Layers.logSoftmax;
import static dev.lamina.layer.Layers.maxPooling1D;
import static dev.lamina.layer.Layers.maxPooling2D;
import static dev.lamina.layer.Layers.pReLU;
import static dev.lamina.layer.Layers.permute;
import static dev.lamina.layer.Layers.repeatVector;
import static dev.lamina.layer.Layers.rescaling;
import static dev.lamina.layer.Layers.reshape;
import static dev.lamina.layer.Layers.separableConv2D;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.layer.Layers.upSampling2D;
import static dev.lamina.layer.Layers.zeroPadding2D;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Interpolation;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Padding;
import dev.lamina.layer.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Layers that slide windows learn the same as plain graphs and under XLA. */
class ConvolutionalModelTest {
  private static final int EXAMPLES = 8;
  private static final int PIXELS = 64;

  static Stream<List<Layer>> networks() {
    return Stream.of(
        List.of(
            reshape(8, 8, 1),
            conv2D(4, 3).activation(ActivationFunction.RELU),
            maxPooling2D(2),
            flatten(),
            dense(1)),
        List.of(
            rescaling(0.5f).offset(0.25f),
            reshape(8, -1, 1),
            zeroPadding2D(1),
            conv2D(3, 2).dilationRate(2).strides(Size.of(2, 1)),
            leakyReLU(),
            depthwiseConv2D(3).depthMultiplier(2).padding(Padding.SAME),
            averagePooling2D(Size.of(1, 2)).padding(Padding.SAME),
            pReLU().sharedAxes(1, 2),
            conv2DTranspose(3, 3).strides(2),
            cropping2D(1),
            globalAveragePooling2D(),
            dense(1)),
        List.of(
            reshape(8, 8, 1),
            separableConv2D(3, 3).strides(2),
            upSampling2D(2),
            upSampling2D(Size.of(1, 2)).interpolation(Interpolation.BILINEAR),
            conv2DTranspose(2, 2).dilationRate(2).padding(Padding.SAME),
            softmax(1),
            globalMaxPooling2D(),
            dense(1)),
        List.of(
            reshape(16, 4),
            conv1D(3, 3).dilationRate(2).padding(Padding.SAME),
            maxPooling1D(2),
            logSoftmax(),
            permute(2, 1),
            averagePooling1D(2).strides(1),
            flatten(),
            repeatVector(2),
            flatten(),
            dense(1)),
        activations());
  }

  private static List<Layer> activations() {
    List<Layer> layers = new ArrayList<>();
    for (ActivationFunction function : ActivationFunction.values()) {
      if (!function.equals(ActivationFunction.EXPONENTIAL)) {
        layers.add(dense(4));
      }
      layers.add(activation(function));
    }
    layers.add(dense(1));
    return layers;
  }

  @ParameterizedTest
  @MethodSource("networks")
  void learnTheSameInEveryWay(List<Layer> layers) {
    Sequential network = Sequential.of(Shape.of(PIXELS), layers);
    Settings settings = Settings.of(adam(0.01f), meanSquaredError());
    try (Model plain = network.compile(settings.jit(Jit.OFF));
        Model xla = network.compile(settings.jit(Jit.ON))) {
      float[] want = plain.fit(images().batch(4), Fit.epochs(3)).losses();
      float[] got = xla.fit(images().batch(4), Fit.epochs(3)).losses();

      assertThat(want[4] + want[5]).isLessThan(want[0] + want[1]);
      assertThat(got).containsExactly(want, within(1e-4f));
      float[] zeros = new float[PIXELS];
      assertThat(xla.predict(zeros)).containsExactly(plain.predict(zeros), within(1e-3f));
    }
  }

  /** Random pixels; the target is the mean of the upper half. */
  private static Dataset images() {
    Random random = new Random(3);
    float[][] x = new float[EXAMPLES][PIXELS];
    float[] y = new float[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      for (int p = 0; p < PIXELS; p++) {
        x[i][p] = (float) random.nextGaussian();
        y[i] += p < PIXELS / 2 ? x[i][p] / (PIXELS / 2) : 0;
      }
    }
    return Dataset.of(x, y);
  }
}
