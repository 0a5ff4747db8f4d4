package dev.lamina.model.callback;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.model.callback.Callbacks.earlyStopping;
import static dev.lamina.model.callback.Halving.TO_THREE;
import static dev.lamina.model.callback.Halving.number;
import static dev.lamina.model.callback.Halving.weight;
import static dev.lamina.train.loss.Losses.cosineSimilarity;
import static dev.lamina.train.metric.Metrics.mean;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Dataset;
import dev.lamina.model.Callback;
import dev.lamina.model.Decision;
import dev.lamina.model.Fit;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import dev.lamina.model.Monitor;
import dev.lamina.model.Monitor.Mode;
import dev.lamina.model.Sequential;
import dev.lamina.train.metric.Metric;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

class EarlyStoppingTest {
  /** w is 2, 2.5, 2.75, 2.875: nearest after the second epoch. */
  private static final Dataset NEAR_THE_SECOND = number(2.4f);

  @Test
  void stopsAfterItsPatienceWithTheWeightsOfThen() {
    try (Model model = Halving.model(0.25f)) {
      History history =
          model.fit(
              TO_THREE,
              epochs(50)
                  .validation(NEAR_THE_SECOND)
                  .callback(earlyStopping("val_loss").patience(2)));

      assertThat(history.epochs()).hasSize(4);
      assertThat(history.stopReason())
          .isEqualTo("val_loss did not get better than 0.01000 of epoch 2 in 2 epochs");
      assertThat(weight(model)).isEqualTo(2.875f);
    }
  }

  @Test
  void restoresTheBestWeightsToTheBit() {
    Fit fit =
        epochs(50)
            .validation(NEAR_THE_SECOND)
            .callback(earlyStopping("val_loss").patience(2).restoreBestWeights(true));
    try (Model model = Halving.model(0.25f);
        Model two = Halving.model(0.25f)) {
      History history = model.fit(TO_THREE, fit);
      two.fit(TO_THREE, epochs(2));

      assertThat(history.epochs()).hasSize(4);
      assertThat(weight(model)).isEqualTo(weight(two));
      assertThat(model.evaluate(NEAR_THE_SECOND).loss()).isEqualTo(history.values("val_loss")[1]);
      assertThat(model.predict(1)).containsExactly(2.5f);

      // The same callback in another fit begins anew: from 2.5 it only gets worse.
      assertThat(model.fit(TO_THREE, fit).epochs()).hasSize(3);
      assertThat(weight(model)).isEqualTo(2.75f);
      assertThat(model.epochs()).isEqualTo(7);
    }
  }

  @Test
  void restoresTheBestWeightsOfATrainingThatIsNotStoppedToo() {
    try (Model model = Halving.model(0.25f)) {
      History history =
          model.fit(
              TO_THREE,
              epochs(3)
                  .validation(NEAR_THE_SECOND)
                  .callback(earlyStopping("val_loss").patience(5).restoreBestWeights(true)));

      assertThat(history.epochs()).hasSize(3);
      assertThat(history.stopReason()).isEmpty();
      assertThat(weight(model)).isEqualTo(2.5f);
    }
  }

  /** Losses of the epochs, and after which one Keras stops; 0 if after none. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, '3 2 2', 3",
    "1, 0, '3 2 2', 3",
    "2, 0, '3 2 2 2', 4",
    "2, 0, '3 2 2 1 1 1', 6",
    "2, 0, '3 2 1 0', 0",
    "1, 0.5, '3 2.6 2.4', 2",
    "1, 0.5, '3 2.4 1.8', 0",
    "2, 0, 'NaN NaN', 2",
    "2, 0, '3 NaN 2 NaN NaN', 5",
  })
  void countsAsKeras(int patience, double minDelta, String losses, int stopped) {
    assertThat(stopsAfter(earlyStopping("val_loss").patience(patience).minDelta(minDelta), losses))
        .isEqualTo(stopped);
  }

  @Test
  void losesPatienceUntilTheBaselineIsBeaten() {
    EarlyStopping beatOne = earlyStopping("val_loss").patience(3).baseline(1);

    assertThat(stopsAfter(beatOne, "5 4 4 4")).isEqualTo(3);
    // Improvements alone do not stop it, even out of patience.
    assertThat(stopsAfter(beatOne, "5 4 3 2 2")).isEqualTo(5);
    assertThat(stopsAfter(beatOne, "5 0.5 1 1 1")).isEqualTo(5);
  }

  @Test
  void looksOnlyAfterItsFirstEpochs() {
    assertThat(stopsAfter(earlyStopping("val_loss").startFromEpoch(3), "1 2 3 4 5")).isEqualTo(5);
  }

  @Test
  void isToldByTheMetricWhetherLargeIsGood() {
    assertThat(improves(Mode.MAX, Mode.AUTO)).isTrue();
    assertThat(improves(Mode.MIN, Mode.AUTO)).isFalse();
    assertThat(improves(Mode.MIN, Mode.MAX)).isTrue();
    assertThat(improves(Mode.MAX, Mode.MIN)).isFalse();
    assertThat(improves(Mode.AUTO, Mode.MAX)).isTrue();
    assertThatThrownBy(() -> improves(Mode.AUTO, Mode.AUTO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "earlyStopping is to monitor height, whose metric does not say whether it is to become small or large; give it Mode.MIN or Mode.MAX, or the metric a largerIsBetter().");
  }

  private static boolean improves(Mode ofMetric, Mode given) {
    return Monitor.of("earlyStopping", "height", given, Halving.fit(Map.of("height", ofMetric)))
        .improves(2, 1, 0);
  }

  @Test
  void goesTheWayOfTheMetricWhateverItsNameIs() {
    Dataset data = Dataset.of(new float[][] {{1, 2}, {2, -1}}, new float[][] {{2, 4}, {4, -2}});
    Metric similarity = mean("similarity", cosineSimilarity());
    Sequential network = Sequential.of(Shape.of(2), dense(2));
    try (Model model = network.compile(sgd(0.05f), cosineSimilarity(), similarity)) {
      History history =
          model.fit(
              data.batch(2),
              epochs(10)
                  .validation(data)
                  .callback(earlyStopping("val_similarity").patience(1).restoreBestWeights(true)));

      // It goes down to -1 from epoch to epoch, which is good.
      assertThat(history.epochs()).hasSize(10);
    }
  }

  @Test
  void saysWhichValuesThereAreBeforeTheTrainingBegins() {
    try (Model model = Halving.model(0.25f)) {
      assertThatThrownBy(() -> model.fit(TO_THREE, epochs(9).callback(earlyStopping("val_loss"))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "earlyStopping is to monitor \"val_loss\", but the epochs of this fit have [loss]; take one of them, or give fit validation data.");
      assertThatThrownBy(
              () ->
                  model.fit(
                      TO_THREE, epochs(9).validation(number(1)).callback(earlyStopping("valLoss"))))
          .hasMessage(
              "earlyStopping is to monitor \"valLoss\", but the epochs of this fit have [loss, val_loss]; take one of them.");
      assertThat(model.epochs()).isZero();
    }
  }

  @Test
  void refusesOptionsThatMakeNoSense() {
    assertThatThrownBy(() -> earlyStopping("loss").patience(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("earlyStopping needs patience of at least 0, but got -1.");
    assertThatThrownBy(() -> earlyStopping("loss").minDelta(Double.NaN))
        .hasMessage("earlyStopping needs minDelta of at least 0, but got NaN.");
    assertThatThrownBy(() -> earlyStopping("loss").startFromEpoch(-2))
        .hasMessage("earlyStopping needs startFromEpoch of at least 0, but got -2.");
  }

  private static int stopsAfter(EarlyStopping callback, String losses) {
    double[] each = Arrays.stream(losses.split(" ")).mapToDouble(Double::parseDouble).toArray();
    Callback watch = callback.begin(Halving.fit("loss", "val_loss"));
    for (int epoch = 1; epoch <= each.length; epoch++) {
      Decision decision = watch.onEpochEnd(Halving.end(epoch, each[epoch - 1]));
      if (!decision.stopReasons().isEmpty()) {
        return epoch;
      }
    }
    return 0;
  }
}
