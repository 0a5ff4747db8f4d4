package dev.lamina.train.metric;

import static dev.lamina.layer.Layers.activation;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanAbsoluteError;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.metric.Metrics.accuracy;
import static dev.lamina.train.metric.Metrics.auc;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.metric.Metrics.categoricalAccuracy;
import static dev.lamina.train.metric.Metrics.f1Score;
import static dev.lamina.train.metric.Metrics.mean;
import static dev.lamina.train.metric.Metrics.precision;
import static dev.lamina.train.metric.Metrics.r2Score;
import static dev.lamina.train.metric.Metrics.recall;
import static dev.lamina.train.metric.Metrics.rootMeanSquaredError;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.metric.Metrics.sparseTopKCategoricalAccuracy;
import static dev.lamina.train.metric.Metrics.topKCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Initializers;
import dev.lamina.layer.ShapeException;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.model.Settings;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.loss.Losses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Metrics count the same compiled by XLA, in the plain graph and in an evaluation. */
class CompiledMetricsTest {
  private static final int EXAMPLES = 12;

  @Test
  void ofTwoClasses() {
    assertSame(
        ActivationFunction.SIGMOID,
        1,
        Losses.binaryCrossentropy(),
        binaryAccuracy(),
        accuracy(),
        precision(),
        recall(),
        f1Score(),
        auc(),
        meanSquaredError(),
        rootMeanSquaredError(),
        meanAbsoluteError(),
        r2Score());
  }

  @Test
  void ofOneHotTargets() {
    assertSame(
        ActivationFunction.SOFTMAX,
        3,
        Losses.categoricalCrossentropy(),
        categoricalAccuracy(),
        accuracy(),
        topKCategoricalAccuracy(2),
        f1Score().average(Average.MACRO),
        auc(),
        Losses.categoricalCrossentropy());
  }

  @Test
  void ofClassNumbers() {
    assertSame(
        ActivationFunction.LINEAR,
        3,
        Losses.sparseCategoricalCrossentropy().fromLogits(true),
        sparseCategoricalAccuracy(),
        accuracy(),
        sparseTopKCategoricalAccuracy(2),
        precision().mostProbable(true).average(Average.WEIGHTED),
        recall().classes(1),
        auc().fromLogits(true),
        mean(
            "first",
            (tf, y, p) ->
                tf.reshape(
                    tf.slice(p, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, 1})),
                    tf.constant(new int[] {-1}))));
  }

  /** Keras' accuracy of this network is 2/3, since it takes logits for probabilities. */
  @Test
  void accuracyIsAboveTheThresholdOfTheLoss() {
    Dataset data =
        Dataset.of(Shape.of(1), new float[] {-1, 0.3f, 2}, Shape.of(1), new float[] {0, 1, 1});
    Loss logits = Losses.binaryCrossentropy().fromLogits(true);
    Sequential network = Sequential.of(Shape.of(1), dense(1).kernel(Initializers.ones()));
    for (Loss loss : List.of(logits, logits.classWeights(1, 2))) {
      try (Model model = network.compile(sgd(0), loss, accuracy())) {
        assertThat(model.evaluate(data).metrics()).containsExactly(entry("accuracy", 1.0));
        assertThat(model.fit(data.batch(3), epochs(1)).lastEpoch().metrics())
            .containsExactly(entry("accuracy", 1.0));
      }
    }
    try (Model model = network.compile(sgd(0), Losses.mse(), accuracy())) {
      assertThat(model.evaluate(data).metrics().getOrDefault("accuracy", Double.NaN))
          .isCloseTo(2 / 3.0, within(1e-6));
    }
  }

  private static void assertSame(ActivationFunction end, int units, Loss loss, Metric... metrics) {
    Sequential network = Sequential.of(Shape.of(2), dense(units), activation(end));
    Dataset data = data(loss.targetShape(network.outputShape()), units);
    // The weights stay, so that every update sees those of the evaluation.
    Settings settings = Settings.of(sgd(0), loss, metrics);
    Map<String, Double> plain = train(network, settings.jit(Jit.OFF), data);

    assertThat(plain).hasSize(metrics.length);
    assertNear(train(network, settings.jit(Jit.ON), data), plain);
    try (Model model = network.compile(settings)) {
      assertNear(model.evaluate(data).metrics(), plain);
    }
  }

  /** The metrics of an epoch of two updates. */
  private static Map<String, Double> train(Sequential network, Settings settings, Dataset data) {
    try (Model model = network.compile(settings)) {
      return model.fit(data.batch(EXAMPLES / 2), epochs(1)).epochs().get(0).metrics();
    }
  }

  private static void assertNear(Map<String, Double> got, Map<String, Double> want) {
    want.forEach(
        (name, value) ->
            assertThat(got.getOrDefault(name, Double.NaN)).as(name).isCloseTo(value, within(1e-5)));
  }

  private static Dataset data(Shape target, int units) {
    float[] x = new float[2 * EXAMPLES];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) Math.sin(7 * i);
    }
    int classes = Math.max(2, units);
    int width = (int) target.size();
    float[] y = new float[width * EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      if (width == 1) {
        y[i] = i % classes;
      } else {
        y[i * width + i % classes] = 1;
      }
    }
    return Dataset.of(Shape.of(2), x, target, y);
  }

  @Test
  void addUpMoreThanAFloatCan() {
    float large = 1 << 24;
    Dataset data = Dataset.of(Shape.of(1), new float[4], Shape.of(1), new float[] {large, 1, 1, 1});
    Settings settings =
        Settings.of(
            sgd(0),
            meanSquaredError(),
            mean("target", (tf, y, p) -> Loss.meanPerExample(tf, y)),
            mean("again", (tf, y, p) -> Loss.meanPerExample(tf, y)));
    Sequential network = Sequential.of(Shape.of(1), dense(1));
    for (Jit jit : new Jit[] {Jit.OFF, Jit.ON}) {
      try (Model model = network.compile(settings.jit(jit))) {
        assertThat(model.fit(data.batch(1), epochs(1)).epochs().get(0).metrics())
            .containsEntry("target", (large + 3.0) / 4)
            .containsEntry("again", (large + 3.0) / 4);
        assertThat(model.evaluate(data).metrics()).containsEntry("target", (large + 3.0) / 4);
      }
    }
  }

  @Test
  void areRefusedWhenTheModelIsCompiledIfTheyDoNotGoWithTheLoss() {
    Sequential network = Sequential.of(Shape.of(2), dense(3));
    Settings settings =
        Settings.of(
            sgd(0.1f),
            Losses.sparseCategoricalCrossentropy().fromLogits(true),
            categoricalAccuracy());

    assertThatThrownBy(() -> network.compile(settings))
        .isInstanceOf(ShapeException.class)
        .hasMessageStartingWith("The metric categoricalAccuracy takes");
  }
}
