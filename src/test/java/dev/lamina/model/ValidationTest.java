package dev.lamina.model;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.layer.ShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {
  private static final Settings CLASSES =
      Settings.of(adam(0.01f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())
          .jit(Jit.OFF);
  private static final Dataset TRAIN = Samples.corners(25);
  private static final Dataset TEST = Samples.corners(40).skip(25);

  /** Dropout is in the network: the values are those of the forward pass without it. */
  @ParameterizedTest
  @EnumSource(names = {"ON", "OFF"})
  void givesWhatEvaluateGivesAfterEveryEpoch(Jit jit) {
    try (Model model = Samples.droppingClassifier().compile(CLASSES.jit(jit));
        Model stepwise = Samples.droppingClassifier().compile(CLASSES.jit(jit))) {
      History history = model.fit(TRAIN.shuffle(1).batch(6), epochs(3).validation(TEST));

      assertThat(history.epochs()).hasSize(3);
      for (Epoch epoch : history.epochs()) {
        History one = stepwise.fit(TRAIN.shuffle(1).batch(6), epochs(1));
        Evaluation evaluation = stepwise.evaluate(TEST);
        assertThat(epoch.evaluation()).isEqualTo(one.lastEpoch().evaluation());
        assertThat(epoch.validation())
            .containsOnlyKeys("val_loss", "val_sparseCategoricalAccuracy")
            .containsEntry("val_loss", evaluation.loss())
            .containsEntry(
                "val_sparseCategoricalAccuracy", evaluation.metric("sparseCategoricalAccuracy"));
      }
      assertThat(model.evaluate(TEST).loss()).isEqualTo(history.lastEpoch().value("val_loss"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ON", "OFF"})
  void doesNotDisturbTheTraining(Jit jit) {
    try (Model model = Samples.droppingClassifier().compile(CLASSES.jit(jit));
        Model without = Samples.droppingClassifier().compile(CLASSES.jit(jit))) {
      History history = model.fit(TRAIN.shuffle(1).batch(6), epochs(4).validation(TEST));

      assertThat(history.losses())
          .isEqualTo(without.fit(TRAIN.shuffle(1).batch(6), epochs(4)).losses());
      assertThat(model.weights()).usingRecursiveComparison().isEqualTo(without.weights());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 200})
  void isTheSameOfDataThatDoNotFitInMemory(long memory) {
    try (Model model = Samples.classifier().compile(CLASSES);
        Model streaming = Samples.classifier().compile(CLASSES)) {
      Fit fit = epochs(2).validation(TEST);

      double[] got = streaming.fit(TRAIN.batch(6), fit.memory(memory)).values("val_loss");

      assertThat(got).isEqualTo(model.fit(TRAIN.batch(6), fit).values("val_loss"));
    }
  }

  @Test
  void splitsOffTheLastExamplesBeforeTheyAreShuffled() {
    Dataset all = Samples.corners(20);
    try (Model model = Samples.classifier().compile(CLASSES);
        Model apart = Samples.classifier().compile(CLASSES)) {
      History history = model.fit(all.shuffle(3).batch(6), epochs(2).validationSplit(0.2));

      assertThat(history.lastEpoch().examples()).isEqualTo(16);
      assertThat(history.lastEpoch().value("val_loss"))
          .isEqualTo(model.evaluate(all.skip(16)).loss());
      History same =
          apart.fit(
              all.shuffle(3).holdOut(0.2).first().batch(6), epochs(2).validation(all.skip(16)));
      assertThat(history.losses()).isEqualTo(same.losses());
    }
  }

  @Test
  void keepsTheCutOfTheBatches() {
    try (Model model = Samples.classifier().compile(CLASSES)) {
      History history =
          model.fit(Samples.corners(20).batch(6).dropRemainder(), epochs(1).validationSplit(0.2));

      assertThat(history.examples()).isEqualTo(12);
    }
  }

  @Test
  void isShownWithTheEpoch() {
    Settings still = Settings.of(sgd(0), meanSquaredError()).jit(Jit.OFF);
    Dataset one = Dataset.of(new float[][] {{1}}, new float[] {2});
    try (Model model = Samples.oneWeight().compile(still)) {
      History history = model.fit(Samples.line(1).batch(1), epochs(2).validation(one));

      assertThat(history.lastEpoch()).hasToString("epoch 2: loss 1.000, val_loss 1.000");
      assertThat(history.lastEpoch().values().keySet()).containsExactly("loss", "val_loss");
    }
  }

  @Test
  void isCheckedBeforeTheTrainingBegins() {
    Dataset wide = Dataset.of(new float[][] {{1, 2, 3}}, new float[] {0});
    Dataset bad = Dataset.of(new float[][] {{1, Float.NaN}}, new float[] {0});
    try (Model model = Samples.classifier().compile(CLASSES)) {
      assertThatThrownBy(() -> model.fit(TRAIN.batch(5), epochs(1).validation(wide)))
          .isInstanceOf(ShapeException.class)
          .hasMessageContaining("the data set's are [3]");
      assertThatThrownBy(() -> model.fit(TRAIN.batch(5), epochs(1).validation(bad)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("Example 0 has the input NaN");
      assertThatThrownBy(() -> model.fit(TRAIN.batch(5), epochs(1).validationSplit(0.99)))
          .hasMessageContaining("leaves one part empty");
      assertThat(model.epochs()).isZero();
      assertThat(model.fit(TRAIN.batch(5), epochs(1)).lastEpoch().number()).isEqualTo(1);
    }
  }

  /** Data that do not fit in memory are read, and so checked, when they are used. */
  @Test
  void thatFailsLeavesTheEpochCounted() {
    Dataset bad = Dataset.of(new float[][] {{1, Float.NaN}}, new float[] {0});
    try (Model model = Samples.classifier().compile(CLASSES);
        Model other = Samples.classifier().compile(CLASSES)) {
      assertThatThrownBy(() -> model.fit(TRAIN.batch(5), epochs(3).validation(bad).memory(1)))
          .hasMessageContaining("Example 0 has the input NaN");

      assertThat(model.epochs()).isEqualTo(1);
      other.fit(TRAIN.batch(5), epochs(1));
      assertThat(model.weights()).usingRecursiveComparison().isEqualTo(other.weights());
    }
  }
}
