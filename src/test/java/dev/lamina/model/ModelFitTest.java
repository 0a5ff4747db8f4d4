package dev.lamina.model;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.binaryAccuracy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.layer.Initializers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

class ModelFitTest {
  private static final Settings REGRESSION = Settings.of(sgd(0.01f), meanSquaredError());

  @ParameterizedTest
  @EnumSource
  void givesTheLossBeforeEveryUpdate(Jit jit) {
    Dataset one = Dataset.of(new float[][] {{1}}, new float[] {3});
    Settings settings = Settings.of(sgd(0.25f), meanSquaredError()).jit(jit);

    try (Model model = Samples.oneWeight().compile(settings)) {
      History history = model.fit(one.batch(1), epochs(4));

      // w goes 1, 2, 2.5, 2.75: each update halves what is missing of 3.
      assertThat(history.losses()).containsExactly(4, 1, 0.25f, 0.0625f);
      assertThat(model.weights()).containsOnlyKeys("dense/kernel");
      assertThat(values(model.weights(), "dense/kernel")).containsExactly(2.875f);
    }
  }

  @ParameterizedTest
  @EnumSource
  void runsTheLastBatchSmaller(Jit jit) {
    try (Model model = Samples.regression().compile(REGRESSION.jit(jit))) {
      History history = model.fit(Samples.line(10).batch(3), epochs(2));

      assertThat(history.updates()).isEqualTo(8);
      assertThat(history.examples()).isEqualTo(20);
      assertThat(history.epochs().stream().map(Epoch::updates)).containsExactly(4, 4);
      assertThat(history.epochs().stream().map(Epoch::examples)).containsExactly(10L, 10L);
      float[] losses = history.losses();
      assertThat(history.epochs().get(1).loss())
          .isCloseTo(
              (3 * ((double) losses[4] + losses[5] + losses[6]) + losses[7]) / 10, within(1e-9));
    }
  }

  /** One gradient step after another in Java, the last batch smaller. */
  @ParameterizedTest
  @EnumSource
  void descendsAsByHand(Jit jit) {
    double w = 1;
    double[] losses = new double[4];
    for (int batch = 0; batch < 4; batch++) {
      int from = batch * 3;
      int to = Math.min(from + 3, 10);
      double gradient = 0;
      for (int i = from; i < to; i++) {
        double error = w * i / 10 - (2 * i / 10.0 + 1);
        losses[batch] += error * error / (to - from);
        gradient += 2 * error * i / 10 / (to - from);
      }
      w -= 0.1 * gradient;
    }

    try (Model model =
        Samples.oneWeight().compile(Settings.of(sgd(0.1f), meanSquaredError()).jit(jit))) {
      float[] got = model.fit(Samples.line(10).batch(3), epochs(1)).losses();

      for (int i = 0; i < losses.length; i++) {
        assertThat((double) got[i]).isCloseTo(losses[i], within(1e-5));
      }
      assertThat((double) model.weights().values().iterator().next().values()[0])
          .isCloseTo(w, within(1e-5));
    }
  }

  @Test
  void dropsTheSmallerLastBatchOnRequest() {
    try (Model model = Samples.regression().compile(REGRESSION)) {
      History history = model.fit(Samples.line(10).batch(3).dropRemainder(), epochs(2));

      assertThat(history.updates()).isEqualTo(6);
      assertThat(history.examples()).isEqualTo(18);
      assertThat(history.lastEpoch().examples()).isEqualTo(9);
    }
  }

  @Test
  void aBatchLargerThanTheDataIsAllOfIt() {
    try (Model model = Samples.regression().compile(REGRESSION);
        Model whole = Samples.regression().compile(REGRESSION)) {
      History history = model.fit(Samples.line(10).batch(64), epochs(3));

      assertThat(history.updates()).isEqualTo(3);
      assertThat(history.examples()).isEqualTo(30);
      assertThat(history.losses())
          .isEqualTo(whole.fit(Samples.line(10).batch(10), epochs(3)).losses());
    }
  }

  @Test
  void learns() {
    try (Model model = Samples.regression().compile(Settings.of(sgd(0.3f), meanSquaredError()))) {
      model.fit(Samples.line(10).batch(10), epochs(500));

      assertThat(model.predict(2)[0]).isCloseTo(5, within(1e-3f));
    }
    Settings settings =
        Settings.of(adam(0.05f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy());
    try (Model model = Samples.classifier().compile(settings)) {
      History history = model.fit(Samples.corners(60).shuffle(1).batch(10), epochs(60));

      assertThat(history.lastEpoch().metrics().get("sparseCategoricalAccuracy")).isEqualTo(1);
      assertThat(history.finalLoss()).isLessThan(0.1f);
    }
  }

  @Test
  void metricsOfAnEpochAreThoseOfItsForwardPasses() {
    // The first update sees both examples on the wrong side of 0.5, the second both on the right.
    Dataset two = Dataset.of(new float[][] {{1}, {2}}, new float[] {0, 0});
    Settings settings = Settings.of(sgd(0.5f), meanSquaredError(), binaryAccuracy());

    try (Model model = Samples.oneWeight().compile(settings)) {
      List<Epoch> history = model.fit(two.batch(2), epochs(2)).epochs();

      assertThat(history.get(0).metrics()).containsOnlyKeys("binaryAccuracy");
      assertThat(history.get(0).metrics().get("binaryAccuracy")).isEqualTo(0);
      assertThat(history.get(1).metrics().get("binaryAccuracy")).isEqualTo(1);
      assertThat(history.get(0)).hasToString("epoch 1: loss 2.500, binaryAccuracy 0.0000");
    }
  }

  @Test
  void severalMetricsKeepTheirOrder() {
    Settings settings =
        Settings.of(sgd(0), meanSquaredError(), binaryAccuracy(), binaryAccuracy(100));

    try (Model model = Samples.oneWeight().initializer(Initializers.ones()).compile(settings)) {
      // Predictions 0, 0.1 ... 0.9 for targets 1 ... 2.8: four exceed 0.5, none 100.
      Epoch epoch = model.fit(Samples.line(10).batch(3), epochs(1)).lastEpoch();

      assertThat(epoch)
          .hasToString("epoch 1: loss 2.185, binaryAccuracy 0.4000, binaryAccuracy(100.0) 0.0000");
    }
  }

  @Test
  void goesOnWhereItLeftOff() {
    try (Model once = Samples.droppingClassifier().compile(classification());
        Model twice = Samples.droppingClassifier().compile(classification())) {
      History whole = once.fit(Samples.corners(20).shuffle(5).batch(6), epochs(10));
      History first = twice.fit(Samples.corners(20).shuffle(5).batch(6), epochs(5));
      History second = twice.fit(Samples.corners(20).shuffle(5).batch(6), epochs(5));

      assertThat(first.losses()).isEqualTo(Arrays.copyOf(whole.losses(), 20));
      assertThat(second.losses()).isEqualTo(Arrays.copyOfRange(whole.losses(), 20, 40));
      assertThat(twice.weights()).usingRecursiveComparison().isEqualTo(once.weights());
      assertThat(second.epochs().stream().map(Epoch::number)).containsExactly(6, 7, 8, 9, 10);
      assertThat(twice.epochs()).isEqualTo(10);
    }
  }

  @Test
  void goesOnWithOtherDataAndBatches() {
    try (Model model = Samples.regression().compile(REGRESSION)) {
      model.fit(Samples.line(10).batch(5), epochs(2));
      History history = model.fit(Samples.line(7).batch(2), epochs(3));

      assertThat(history.updates()).isEqualTo(12);
      assertThat(history.lastEpoch().number()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNetworkWithoutWeightsLearnsNothing(Jit jit) {
    try (Model model = Sequential.of(Shape.of(1), relu()).compile(REGRESSION.jit(jit))) {
      assertThat(model.fit(Samples.line(1).batch(1), epochs(3)).losses()).containsExactly(1, 1, 1);
      assertThat(model.weights()).isEmpty();
    }
  }

  /** Loops for several shapes live in one graph. */
  @ParameterizedTest
  @EnumSource(names = {"ON", "OFF"})
  void trainsOnDataOfAnotherSizeAsANewModelDoes(Jit jit) {
    Settings settings = Settings.of(adam(0.01f), meanSquaredError()).jit(jit);
    try (Model used = Samples.regression().compile(settings);
        Model fresh = Samples.regression().compile(settings)) {
      used.fit(Samples.line(10).batch(10), epochs(3));
      used.fit(Samples.line(12).batch(6), epochs(3));
      used.fit(Samples.line(10).batch(3), epochs(3));
      used.reset();

      assertThat(used.fit(Samples.line(7).batch(7), epochs(3)).losses())
          .isEqualTo(fresh.fit(Samples.line(7).batch(7), epochs(3)).losses());
      assertThat(used.weights()).usingRecursiveComparison().isEqualTo(fresh.weights());
    }
  }

  private static Settings classification() {
    return Settings.of(adam(0.01f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())
        .jit(Jit.OFF);
  }
}
