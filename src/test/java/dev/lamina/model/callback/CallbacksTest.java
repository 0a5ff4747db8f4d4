package dev.lamina.model.callback;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.model.callback.Callbacks.earlyStopping;
import static dev.lamina.model.callback.Callbacks.learningRate;
import static dev.lamina.model.callback.Callbacks.onEpochBegin;
import static dev.lamina.model.callback.Callbacks.onEpochEnd;
import static dev.lamina.model.callback.Callbacks.terminateOnNaN;
import static dev.lamina.model.callback.Callbacks.timeLimit;
import static dev.lamina.model.callback.Callbacks.warmUp;
import static dev.lamina.model.callback.Halving.TO_THREE;
import static dev.lamina.model.callback.Halving.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Dataset;
import dev.lamina.model.Callback;
import dev.lamina.model.Callback.ChunkEnd;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Callback.Pace;
import dev.lamina.model.Decision;
import dev.lamina.model.Epoch;
import dev.lamina.model.Fit;
import dev.lamina.model.History;
import dev.lamina.model.Model;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbacksTest {

  @Test
  void learningRateSetsTheRateOfEveryEpoch() {
    try (Model model = Halving.model(0.5f)) {
      Fit fit = epochs(2).callback(learningRate((epoch, rate) -> rate / (epoch + 1)));
      History first = model.fit(TO_THREE, fit);

      assertThat(rates(first)).containsExactly(0.25f, 0.25f / 3);
      assertThat(first.losses()).containsExactly(4, 1);
      assertThat(rates(model.fit(TO_THREE, fit))).containsExactly(0.25f / 3 / 4, 0.25f / 3 / 4 / 5);
    }
  }

  @Test
  void warmUpRaisesTheRateInEqualSteps() {
    try (Model model = Halving.model(0.5f)) {
      assertThat(rates(model.fit(TO_THREE, epochs(6).callback(warmUp(4)))))
          .containsExactly(0.125f, 0.25f, 0.375f, 0.5f, 0.5f, 0.5f);
      // A warm-up that was cut short leaves the full rate to the next fit.
      assertThat(rates(model.fit(TO_THREE, epochs(2).callback(warmUp(4)))))
          .containsExactly(0.125f, 0.25f);
      assertThat(rates(model.fit(TO_THREE, epochs(1)))).containsExactly(0.5f);
    }
  }

  @Test
  void thoseThatSetTheRateNeedAConstantOne() {
    FitInfo scheduled = Halving.scheduledFit();

    assertThatThrownBy(() -> warmUp(2).begin(scheduled))
        .hasMessageStartingWith("warmUp sets the learning rate, but the optimizer's follows");
    assertThatThrownBy(() -> learningRate((epoch, rate) -> rate).begin(scheduled))
        .hasMessageStartingWith("learningRate sets the learning rate, but the optimizer's follows");
    assertThatThrownBy(() -> warmUp(0)).hasMessage("warmUp needs epochs of at least 1, but got 0.");
  }

  private static List<Float> rates(History history) {
    return history.epochs().stream().map(Epoch::learningRate).toList();
  }

  /** The weight overshoots further each time, to infinity and then NaN. */
  @ParameterizedTest
  @ValueSource(longs = {1, 1 << 20})
  void terminateOnNaNStopsWhenTheLossIsNoNumber(long memory) {
    Dataset two = Dataset.of(new float[][] {{1}, {1}}, new float[] {3, 3});
    try (Model model = Halving.model(1e8f)) {
      History history =
          model.fit(two.batch(1), epochs(50).memory(memory).callback(terminateOnNaN()));

      assertThat(history.stopReason())
          .isEqualTo("the loss is no finite number any more; a smaller learning rate may help");
      assertThat(history.epochs().size()).isBetween(1, 4);
      assertThat(history.finalLoss()).matches(loss -> !Float.isFinite(loss));
      assertThat(history.losses()[0]).isEqualTo(4);
    }
  }

  @Test
  void withoutItATrainingGoesOnWithNaN() {
    try (Model model = Halving.model(1e8f)) {
      History history = model.fit(TO_THREE, epochs(20));

      assertThat(history.epochs()).hasSize(20);
      assertThat(history.finalLoss()).isNaN();
      assertThat(history.lastEpoch().loss()).isNaN();
      assertThat(model.predict(1)).containsExactly(Float.NaN);
    }
  }

  @Test
  void timeLimitStopsWithTheChunkUnderWay() {
    try (Model model = Halving.model(0.25f)) {
      History none = model.fit(TO_THREE, epochs(99).callback(timeLimit(Duration.ZERO)));

      assertThat(none.epochs()).hasSize(1);
      assertThat(none.stopReason()).isEqualTo("the time limit of PT0S is over");
      History some =
          model.fit(TO_THREE, epochs(1_000_000_000).callback(timeLimit(Duration.ofMillis(50))));
      assertThat(some.epochs()).isNotEmpty();
      assertThat(some.seconds()).isGreaterThanOrEqualTo(0.05);
      assertThat(model.fit(TO_THREE, epochs(3).callback(timeLimit(Duration.ofDays(1)))).epochs())
          .hasSize(3);
    }
  }

  @Test
  void timeLimitLooksAtTheSecondsOfTheFit() {
    Callback limit = timeLimit(Duration.ofSeconds(2)).begin(Halving.fit("loss"));
    assertThat(limit.onChunkEnd(chunkEnd(1.999))).isEqualTo(Decision.go());
    assertThat(limit.onChunkEnd(chunkEnd(2)).pauseReasons()).hasSize(1);
    assertThatThrownBy(() -> timeLimit(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeLimit needs a duration of at least 0, but got PT-1S.");
  }

  private static ChunkEnd chunkEnd(double seconds) {
    return new ChunkEnd(1, 1, 1, 1, new float[1], Map.of(), new Pace(1, 0), seconds);
  }

  @Test
  void functionsDecide() {
    List<Integer> begun = new ArrayList<>();
    try (Model model = Halving.model(0.25f)) {
      History history =
          model.fit(
              TO_THREE,
              epochs(9)
                  .callback(
                      onEpochBegin(
                          begin -> {
                            begun.add(begin.number());
                            return Decision.go();
                          }))
                  .callback(
                      onEpochEnd(
                          end ->
                              end.value("loss") < 0.5
                                  ? Decision.stop("good enough")
                                  : Decision.go())));

      assertThat(history.values("loss")).containsExactly(4, 1, 0.25);
      assertThat(history.stopReason()).isEqualTo("good enough");
      assertThat(begun).containsExactly(1, 2, 3);
    }
  }

  @Test
  void severalWorkTogether() {
    try (Model model = Halving.model(0.25f)) {
      History history =
          model.fit(
              TO_THREE,
              epochs(20)
                  .validation(Halving.number(2.4f))
                  .callback(timeLimit(Duration.ofDays(1)))
                  .callback(terminateOnNaN())
                  .callback(earlyStopping("val_loss").patience(2).restoreBestWeights(true))
                  .callback(learningRate((epoch, rate) -> epoch == 4 ? 0.125f : rate)));

      assertThat(history.epochs()).hasSize(4);
      assertThat(history.lastEpoch().learningRate()).isEqualTo(0.125f);
      assertThat(weight(model)).isEqualTo(2.5f);
    }
  }
}
