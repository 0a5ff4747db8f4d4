package dev.lamina.model;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lamina.data.Dataset;
import dev.lamina.layer.FloatArray;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** What is tried before a training: learning rates, a few batches, one update. */
class LearningRatesTest {
  private static final Dataset ONE = Dataset.of(new float[][] {{1}}, new float[] {3});
  private static final Dataset MANY =
      Dataset.of(
          new float[][] {{0, 1}, {1, 0}, {1, 1}, {2, 1}, {3, 1}, {1, 3}, {2, 2}},
          new float[] {1, -1, 3, 5, 2, 1, 0});

  /** One weight w and no bias: w goes to w - rate * 2 * (w - 3), the loss is (w - 3)^2. */
  @Test
  void followsTheLossOfGrowingRates() {
    try (Model model =
        Sequential.of(Shape.of(1), dense(1).useBias(false)).compile(sgd(), meanSquaredError())) {
      model.setWeights("dense", Map.of("kernel", new FloatArray(Shape.of(1, 1), new float[] {1})));

      LearningRates found = LearningRates.find(model, ONE.batch(1), 1e-4, 100, 61);

      double w = 1;
      double mean = 0;
      for (int i = 0; i < found.losses().size(); i++) {
        double rate = 1e-4 * Math.pow(1e6, i / 60.0);
        mean = 0.98 * mean + 0.02 * (w - 3) * (w - 3);
        assertThat(found.rates().get(i)).isCloseTo(rate, within(1e-5 * rate));
        // Above it an error of rounding grows from update to update.
        if (rate < 0.4) {
          assertThat(found.losses().get(i))
              .isCloseTo(mean / (1 - Math.pow(0.98, i + 1)), withinPercentage(1));
        }
        w -= rate * 2 * (w - 3);
      }
      // From a rate of 1 on it overshoots; there the loss breaks away, before the last update.
      assertThat(found.losses()).hasSizeBetween(41, 60);
      assertThat(found.suggestion()).isBetween(1e-2, 1.0);
      assertThat(model.predict(1)).containsExactly(1);
      assertThat(model.epochs()).isZero();
    }
  }

  @Test
  void triesAsManyEpochsAsItTakes() {
    try (Model model =
        Sequential.of(Shape.of(2), dense(3), dense(1)).compile(adam(), meanSquaredError())) {
      assertThat(LearningRates.find(model, MANY.batch(2), 1e-6, 1e-3, 23).rates())
          .hasSize(23)
          .endsWith(1e-3);
      assertThat(LearningRates.find(model, MANY.pipeline().batch(2), 1e-6, 1e-3, 23).losses())
          .isEqualTo(LearningRates.find(model, MANY.batch(2), 1e-6, 1e-3, 23).losses());
      assertThatThrownBy(() -> LearningRates.find(model, MANY.batch(2), 1, 0.1, 23))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("from one above 0 to a larger one");
    }
  }

  @Test
  void learnsAFewBatchesByHeart() {
    try (Model model =
        Sequential.of(Shape.of(2), dense(3), dense(1)).compile(adam(0.05), meanSquaredError())) {
      History history =
          model.fit(
              MANY.shuffle(1).batch(2), epochs(200).overfitBatches(1).validation(MANY.take(1)));
      assertThat(history.epochs().get(0).updates()).isEqualTo(1);
      assertThat(history.lastEpoch().loss()).isLessThan(1e-3);
      History same = model.fit(MANY.batch(2), epochs(1).validation(MANY.take(1)).overfitBatches(2));
      assertThat(same.lastEpoch().value("val_loss"))
          .isCloseTo(model.evaluate(MANY.take(4)).loss(), within(1e-6));
      assertThatThrownBy(() -> epochs(1).overfitBatches(0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void runsOnceThroughEverything() {
    try (Model model =
        Sequential.of(Shape.of(2), dense(3), dropout(0.1), dense(1))
            .compile(adam(), meanSquaredError())) {
      Fit fit = epochs(100).validationSplit(0.4).fastDevRun();
      History history = model.fit(MANY.batch(2), fit);
      assertThat(history.epochs()).hasSize(1);
      assertThat(history.lastEpoch().updates()).isEqualTo(1);
      assertThat(history.lastEpoch().value("val_loss"))
          .isCloseTo(model.evaluate(MANY.skip(4).take(2)).loss(), within(1e-6));
      assertThat(model.fit(MANY.pipeline().batch(2), epochs(9).fastDevRun()).epochs()).hasSize(1);
    }
  }
}
