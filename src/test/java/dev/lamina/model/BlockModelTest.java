package dev.lamina.model;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.batchNormalization;
import static dev.lamina.layer.Layers.bidirectional;
import static dev.lamina.layer.Layers.conv2D;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.embedding;
import static dev.lamina.layer.Layers.flatten;
import static dev.lamina.layer.Layers.gaussianNoise;
import static dev.lamina.layer.Layers.globalAveragePooling2D;
import static dev.lamina.layer.Layers.gru;
import static dev.lamina.layer.Layers.layerNormalization;
import static dev.lamina.layer.Layers.lstm;
import static dev.lamina.layer.Layers.maxPooling2D;
import static dev.lamina.layer.Layers.normalization;
import static dev.lamina.layer.Layers.parallel;
import static dev.lamina.layer.Layers.randomFlip;
import static dev.lamina.layer.Layers.randomRotation;
import static dev.lamina.layer.Layers.randomTranslation;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.rescaling;
import static dev.lamina.layer.Layers.reshape;
import static dev.lamina.layer.Layers.residual;
import static dev.lamina.layer.Layers.sequence;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.simpleRNN;
import static dev.lamina.layer.Layers.spatialDropout2D;
import static dev.lamina.layer.Layers.timeDistributed;
import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Padding;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Normalization, sequences, blocks and augmentation in whole models. */
class BlockModelTest {
  private static final Settings SETTINGS = Settings.of(adam(0.01f), binaryCrossentropy());
  private static final int NUMBERS = 8;

  static Stream<List<Layer>> networks() {
    return Stream.of(
        List.of(
            normalization(1.5f, 1.25f),
            batchNormalization().momentum(0.5f),
            dense(8),
            residual(dense(8), batchNormalization(), relu(), dropout(0.3f)),
            parallel(dense(3), sequence(dense(4), layerNormalization(), relu())),
            gaussianNoise(0.1f)),
        List.of(embedding(4, 3), lstm(4).returnSequences(true), dropout(0.2f), gru(3)),
        List.of(
            reshape(4, 2),
            timeDistributed(dense(3)),
            bidirectional(simpleRNN(3).returnSequences(true)),
            gru(3).resetAfter(false).goBackwards(true)),
        List.of(
            reshape(2, 4, 1),
            randomFlip(),
            randomTranslation(0.2f, 0.2f),
            randomRotation(0.1f),
            conv2D(4, 2),
            spatialDropout2D(0.2f),
            flatten()));
  }

  /**
   * With SGD: the gradient of a bias before a batch normalization is 0 but for rounding, of which
   * Adam makes whole steps.
   */
  @ParameterizedTest
  @MethodSource("networks")
  void learnTheSameUnderXla(List<Layer> layers) {
    Sequential network = classifier(layers.toArray(Layer[]::new));
    Settings settings = Settings.of(sgd(0.1f), binaryCrossentropy());
    try (Model plain = network.compile(settings.jit(Jit.OFF));
        Model xla = network.compile(settings.jit(Jit.ON))) {
      float[] want = plain.fit(rising(24).batch(8), Fit.epochs(2)).losses();
      float[] got = xla.fit(rising(24).batch(8), Fit.epochs(2)).losses();

      assertThat(got).containsExactly(want, within(1e-4f));
      float[] example = new float[NUMBERS];
      assertThat(xla.predict(example)).containsExactly(plain.predict(example), within(1e-3f));
      Map<String, FloatArray> weights = xla.weights();
      plain
          .weights()
          .forEach(
              (name, learned) ->
                  assertThat(values(weights, name))
                      .as(name)
                      .containsExactly(learned.values(), within(1e-3f)));
    }
  }

  static Stream<Sequential> images() {
    Layer block =
        residual(
            conv2D(6, 3).padding(Padding.SAME),
            batchNormalization(),
            relu(),
            conv2D(6, 3).padding(Padding.SAME),
            batchNormalization());
    Sequential resNet =
        classifier(
            reshape(2, 4, 1),
            residual(
                List.of(conv2D(6, 3).padding(Padding.SAME), batchNormalization()),
                List.of(conv2D(6, 1))),
            relu(),
            block,
            relu(),
            globalAveragePooling2D());
    Sequential inception =
        classifier(
            reshape(2, 4, 1),
            parallel(
                conv2D(3, 1),
                sequence(conv2D(2, 1), relu(), conv2D(4, 3).padding(Padding.SAME)),
                sequence(maxPooling2D(2).strides(1).padding(Padding.SAME), conv2D(3, 1))),
            relu(),
            flatten());
    return Stream.of(resNet, inception);
  }

  @ParameterizedTest
  @MethodSource("images")
  void learnFromImages(Sequential network) {
    try (Model model = network.compile(SETTINGS)) {
      float[] losses = model.fit(rising(32).batch(16), Fit.epochs(30)).losses();

      assertThat(losses[losses.length - 1]).isLessThan(losses[0] / 2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ON", "OFF"})
  void moveTheirRunningValuesInTrainingOnly(Jit jit) {
    Sequential network = classifier(residual(dense(NUMBERS), batchNormalization()));
    try (Model model = network.compile(SETTINGS.jit(jit))) {
      float[] before = running(model);
      model.evaluate(rising(22));
      model.predict(rising(22));
      assertThat(running(model)).isEqualTo(before);

      model.fit(rising(22).batch(8), Fit.epochs(1));
      float[] trained = running(model);
      assertThat(trained).isNotEqualTo(before);
      model.evaluate(rising(22));
      assertThat(running(model)).isEqualTo(trained);
    }
  }

  @Test
  void keepTheirRunningValuesWhenFrozen() {
    Sequential network =
        classifier(residual(dense(NUMBERS), batchNormalization()).trainable(false));
    try (Model model = network.compile(SETTINGS)) {
      Map<String, FloatArray> before = model.weights();
      model.fit(rising(22).batch(8), Fit.epochs(1));

      model
          .weights()
          .forEach(
              (name, values) -> {
                if (name.startsWith("residual/")) {
                  assertThat(values).as(name).isEqualTo(before.get(name));
                }
              });
      assertThat(network.trainedParameters()).isEqualTo(NUMBERS + 1);
    }
  }

  /** Those of the data are refused; these come of a layer. */
  @Test
  void showNumbersThatHaveNoVector() {
    Sequential network = classifier(rescaling(1), embedding(3, 2), flatten());
    try (Model plain = network.compile(SETTINGS.jit(Jit.OFF));
        Model xla = network.compile(SETTINGS.jit(Jit.ON))) {
      assertThatThrownBy(() -> plain.fit(rising(8).batch(8), Fit.epochs(1)))
          .hasMessageContaining("= 3 is not in [0, 3)");
      assertThat(xla.fit(rising(8).batch(8), Fit.epochs(1)).losses()).containsExactly(Float.NaN);
    }
  }

  private static float[] running(Model model) {
    return values(model.weights(), "residual/batch_normalization/movingMean");
  }

  /** The layers, then a node that tells two classes apart. */
  private static Sequential classifier(Layer... layers) {
    return Sequential.of(
        Shape.of(NUMBERS),
        Stream.concat(Stream.of(layers), Stream.of(dense(1), sigmoid())).toList());
  }

  /** Whole numbers from 0 to 3: the second half is larger than the first one in class 1. */
  private static Dataset rising(int count) {
    Random random = new Random(3);
    float[][] x = new float[count][NUMBERS];
    float[] y = new float[count];
    for (int i = 0; i < count; i++) {
      y[i] = i % 2;
      for (int n = 0; n < NUMBERS; n++) {
        boolean larger = (n >= NUMBERS / 2) == (y[i] == 1);
        x[i][n] = random.nextInt(2) + (larger ? 2 : random.nextInt(2));
      }
    }
    return Dataset.of(x, y);
  }
}
