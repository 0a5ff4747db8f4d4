package dev.lamina.model;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Batches;
import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.layer.FloatArray;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What weights of examples do to training and evaluation. */
class SampleWeightFitTest {
  private static final Settings ONE_STEP =
      Settings.of(sgd(0.125f), meanSquaredError()).jit(Jit.OFF);
  private static final Settings CLASSES =
      Settings.of(adam(0.01f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy());

  /** One gradient step after another in Java, the last batch smaller; large targets count 3. */
  @ParameterizedTest
  @EnumSource(names = {"ON", "OFF"})
  void weighTheLossesOfABatchAndDivideByItsExamples(Jit jit) {
    double w = 1;
    double[] losses = new double[4];
    for (int batch = 0; batch < 4; batch++) {
      int from = batch * 3;
      int to = Math.min(from + 3, 10);
      double gradient = 0;
      for (int i = from; i < to; i++) {
        double weight = i >= 5 ? 3 : 0.5;
        double error = w * i / 10 - (2 * i / 10.0 + 1);
        losses[batch] += weight * error * error / (to - from);
        gradient += weight * 2 * error * i / 10 / (to - from);
      }
      w -= 0.125 * gradient;
    }
    Dataset data = Samples.line(10).sampleWeights(e -> e.x()[0] > 0.45 ? 3 : 0.5);

    try (Model model = Samples.oneWeight().compile(ONE_STEP.jit(jit))) {
      History history = model.fit(data.batch(3), epochs(1));

      for (int i = 0; i < losses.length; i++) {
        assertThat((double) history.losses()[i]).isCloseTo(losses[i], within(1e-5));
      }
      assertThat((double) weight(model)).isCloseTo(w, within(1e-5));
      assertThat(history.lastEpoch().loss())
          .isCloseTo((3 * (losses[0] + losses[1] + losses[2]) + losses[3]) / 10, within(1e-5));
    }
  }

  @Test
  void examplesOfWeightZeroDoNotCountButAsExamples() {
    Dataset two = Dataset.of(new float[][] {{1}, {2}}, new float[] {3, 5});
    Dataset four = two.concat(Dataset.of(new float[][] {{-7}, {9}}, new float[] {8, -6}));
    Settings twice = Settings.of(sgd(0.25f), meanSquaredError()).jit(Jit.OFF);

    try (Model left = Samples.oneWeight().compile(ONE_STEP);
        Model weighted = Samples.oneWeight().compile(twice)) {
      float[] plain = left.fit(two.batch(2), epochs(3)).losses();
      float[] zeros = weighted.fit(four.sampleWeights(1, 1, 0, 0).batch(4), epochs(3)).losses();

      assertThat(weight(weighted)).isEqualTo(weight(left));
      for (int i = 0; i < 3; i++) {
        assertThat(zeros[i]).isEqualTo(plain[i] / 2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ON", "OFF"})
  void ofOneChangeNothing(Jit jit) {
    Dataset data = Samples.corners(20);

    assertSame(
        run(CLASSES.jit(jit), data.sampleWeights(example -> 1).shuffle(2).batch(6), epochs(3)),
        run(CLASSES.jit(jit), data.shuffle(2).batch(6), epochs(3)),
        1e-6f);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 150})
  void areTheSameBitsWhenTheDataStreamsInChunks(long memory) {
    Settings plain = CLASSES.jit(Jit.OFF);
    Batches batches =
        Samples.corners(25).sampleWeights(example -> example.y()[0] + 0.5).shuffle(3).batch(6);

    assertSame(run(plain, batches, epochs(3).memory(memory)), run(plain, batches, epochs(3)), 0);
  }

  @Test
  void followTheirExamplesThroughAShuffle() {
    // Batches of one: each update's loss is weighted by its own example's weight.
    Dataset data = Samples.line(8).sampleWeights(example -> example.y()[0]);
    Settings still = Settings.of(sgd(0), meanSquaredError()).jit(Jit.OFF);

    try (Model model = Samples.oneWeight().compile(still)) {
      float[] losses = model.fit(data.shuffle(4).batch(1), epochs(1)).losses();

      int[] order = data.shuffle(4).order(0);
      for (int i = 0; i < losses.length; i++) {
        float x = order[i] / 10f;
        float y = 2 * x + 1;
        assertThat(losses[i]).isCloseTo(y * (x - y) * (x - y), within(1e-5f));
      }
    }
  }

  @Test
  void weighTheLossOfAnEvaluationButNoMetric() {
    // Predictions 1 and 2 for targets 0 and 1: losses 1 and 1, one of two on the right side.
    Dataset two = Dataset.of(new float[][] {{1}, {2}}, new float[] {0, 1});
    Settings settings = Settings.of(sgd(0), meanSquaredError(), binaryAccuracy()).jit(Jit.OFF);

    try (Model model = Samples.oneWeight().compile(settings)) {
      Evaluation weighted = model.evaluate(two.sampleWeights(10, 4));

      assertThat(weighted.loss()).isEqualTo(7);
      assertThat(weighted.metric("binaryAccuracy")).isEqualTo(0.5);
      assertThat(model.evaluate(two).loss()).isEqualTo(1);
      assertThat(
              model.fit(two.batch(2), epochs(1).validation(two.sampleWeights(10, 4))).lastEpoch())
          .hasToString(
              "epoch 1: loss 1.000, binaryAccuracy 0.5000, val_loss 7.000, val_binaryAccuracy"
                  + " 0.5000");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, 1e300})
  void madeOfExamplesAreCheckedWhenTheyAreRead(double bad) {
    Dataset data = Samples.line(3).sampleWeights(example -> example.x()[0] > 0.15 ? bad : 1);
    String message =
        "Example 2 has the weight %s at position 0, but only finite weights of at least 0 will do; look at where the data comes from."
            .formatted((float) bad);

    try (Model model = Samples.oneWeight().compile(ONE_STEP)) {
      assertThatThrownBy(() -> model.fit(data.batch(3), epochs(1)))
          .isInstanceOf(DataException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> model.evaluate(data)).hasMessage(message);
    }
  }

  private static float weight(Model model) {
    return model.weights().values().iterator().next().values()[0];
  }

  private static Map<String, FloatArray> run(Settings settings, Batches batches, Fit fit) {
    try (Model model = Samples.droppingClassifier().compile(settings)) {
      model.fit(batches, fit);
      return model.weights();
    }
  }

  private static void assertSame(
      Map<String, FloatArray> got, Map<String, FloatArray> want, float tolerance) {
    assertThat(got.keySet()).isEqualTo(want.keySet());
    want.forEach(
        (name, array) ->
            assertThat(values(got, name)).containsExactly(array.values(), within(tolerance)));
  }
}
