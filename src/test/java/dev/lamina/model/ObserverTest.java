package dev.lamina.model;

import static dev.lamina.layer.FloatArrays.values;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Batches;
import dev.lamina.engine.Jit;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Callback.FitInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What callbacks that only observe are told, and what they may do while a training is under way.
 */
class ObserverTest {
  private static final Settings SETTINGS = Settings.of(sgd(0), meanSquaredError()).jit(Jit.OFF);
  private static final Batches FIVE = Samples.line(5).batch(2);

  /** Watches only, and decides nothing. */
  private static class Observer implements Callback {
    void begun(FitInfo fit) {}

    void chunk(ChunkEnd end) {}

    void epoch(Epoch epoch) {}

    void ended() {}

    @Override
    public Callback begin(FitInfo fit) {
      begun(fit);
      return this;
    }

    @Override
    public Decision onChunkEnd(ChunkEnd end) {
      chunk(end);
      return Decision.go();
    }

    @Override
    public Decision onEpochEnd(EpochEnd end) {
      epoch(end.epoch());
      return Decision.go();
    }

    @Override
    public void close() {
      ended();
    }

    @Override
    public boolean observes() {
      return true;
    }
  }

  /** Writes down what it is told. */
  private static class Diary extends Observer {
    final List<String> lines = new ArrayList<>();

    @Override
    void begun(FitInfo fit) {
      lines.add("begin: %s epochs of %s updates".formatted(fit.epochs(), fit.epochUpdates()));
    }

    @Override
    void chunk(ChunkEnd end) {
      lines.add(
          "chunk: epoch %s of %s, %s updates, %s examples"
              .formatted(end.fitEpoch(), end.epochs(), end.updates(), end.examples()));
    }

    @Override
    void epoch(Epoch epoch) {
      lines.add("epoch " + epoch.number());
    }

    @Override
    void ended() {
      lines.add("end");
    }
  }

  @Test
  void areToldOfEveryEpochThenOfTheChunkThatEndedThem() {
    Diary diary = new Diary();
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      model.fit(FIVE, epochs(2).callback(diary));
    }

    assertThat(diary.lines)
        .containsExactly(
            "begin: 2 epochs of 3 updates",
            "epoch 1",
            "epoch 2",
            "chunk: epoch 2 of 2, 6 updates, 10 examples",
            "end");
  }

  @Test
  void areToldOfEveryChunkOfAStreamedDataSet() {
    Diary diary = new Diary();
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      model.fit(FIVE, epochs(1));
      model.fit(FIVE, epochs(1).memory(1).callback(diary));
    }

    assertThat(diary.lines)
        .containsExactly(
            "begin: 1 epochs of 3 updates",
            "chunk: epoch 1 of 1, 1 updates, 2 examples",
            "chunk: epoch 1 of 1, 2 updates, 4 examples",
            "epoch 2",
            "chunk: epoch 1 of 1, 3 updates, 5 examples",
            "end");
  }

  @Test
  void areToldTheLossOfEveryUpdateAndTheMeanOfTheEpochSoFar() {
    List<Float> losses = new ArrayList<>();
    List<Double> means = new ArrayList<>();
    Observer notes =
        new Observer() {
          @Override
          void chunk(ChunkEnd end) {
            for (float loss : end.losses()) {
              losses.add(loss);
            }
            means.add(end.values().get("loss"));
            assertThat(end.pace().examplesPerSecond()).isPositive();
            assertThat(end.pace().secondsLeft()).isNotNegative();
          }
        };
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      History history = model.fit(FIVE, epochs(2).memory(1).callback(notes));

      assertThat(losses).hasSize(6).containsExactlyElementsOf(boxed(history.losses()));
      assertThat(means).hasSize(6);
      assertThat(means.get(0)).isEqualTo(history.losses()[0]);
      assertThat(means.get(1)).isEqualTo((history.losses()[0] + history.losses()[1]) / 2.0);
      assertThat(means.get(2)).isEqualTo(history.epochs().get(0).loss());
      assertThat(means.get(3)).isEqualTo(history.losses()[3]);
    }
  }

  private static List<Float> boxed(float[] numbers) {
    List<Float> all = new ArrayList<>();
    for (float number : numbers) {
      all.add(number);
    }
    return all;
  }

  @Test
  void areAllToldInTheirOrder() {
    List<String> lines = new ArrayList<>();
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      model.fit(FIVE, epochs(1).callback(ending(lines, "first")).callback(ending(lines, "second")));
    }

    assertThat(lines).containsExactly("first", "second");
  }

  private static Callback ending(List<String> lines, String line) {
    return new Observer() {
      @Override
      void ended() {
        lines.add(line);
      }
    };
  }

  @Test
  void mayEvaluatePredictAndReadWeights() {
    List<Double> losses = new ArrayList<>();
    Settings learning = Settings.of(sgd(0.1f), meanSquaredError()).jit(Jit.OFF);
    try (Model model = Samples.oneWeight().compile(learning);
        Model undisturbed = Samples.oneWeight().compile(learning)) {
      Observer looks =
          new Observer() {
            @Override
            void chunk(ChunkEnd end) {
              float weight = model.weights().values().iterator().next().values()[0];
              assertThat(model.predict(1)).containsExactly(weight);
              losses.add(model.evaluate(FIVE).loss());
            }
          };

      model.fit(FIVE, epochs(2).memory(1).callback(looks));
      undisturbed.fit(FIVE, epochs(2).memory(1));

      assertThat(losses).hasSize(6).isSortedAccordingTo((a, b) -> Double.compare(b, a));
      assertThat(model.weights()).usingRecursiveComparison().isEqualTo(undisturbed.weights());
    }
  }

  @Test
  void mayNotTrainOrCloseTheModel() {
    List<String> refused = new ArrayList<>();
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      Observer meddles =
          new Observer() {
            @Override
            void epoch(Epoch epoch) {
              for (Runnable call :
                  List.<Runnable>of(() -> model.fit(FIVE, epochs(1)), model::reset, model::close)) {
                try {
                  call.run();
                } catch (IllegalStateException e) {
                  refused.add(e.getMessage());
                }
              }
            }
          };

      assertThat(model.fit(FIVE, epochs(1).callback(meddles)).updates()).isEqualTo(3);
      assertThat(model.predict(1)).containsExactly(1);
    }

    String inUse =
        " was called while the model is in use elsewhere; wait for the other call to end, or compile a model for each thread.";
    assertThat(refused).containsExactly("fit" + inUse, "reset" + inUse, "close" + inUse);
  }

  @Test
  void otherThreadsAreRefusedWhileATrainingIsUnderWay() {
    List<String> refused = new ArrayList<>();
    Settings learning = Settings.of(sgd(0.1f), meanSquaredError()).jit(Jit.OFF);
    try (Model model = Samples.oneWeight().compile(learning);
        Model undisturbed = Samples.oneWeight().compile(learning)) {
      Observer sendsOthers =
          new Observer() {
            @Override
            void begun(FitInfo fit) {
              for (Runnable call :
                  List.<Runnable>of(
                      () -> model.fit(FIVE, epochs(1)),
                      () -> model.evaluate(FIVE),
                      () -> model.predict(1),
                      model::weights,
                      model::close)) {
                CompletableFuture.runAsync(call)
                    .handle((done, failure) -> refused.add(String.valueOf(failure)))
                    .join();
              }
            }
          };

      model.fit(FIVE, epochs(3).callback(sendsOthers));
      undisturbed.fit(FIVE, epochs(3));

      assertThat(model.weights()).usingRecursiveComparison().isEqualTo(undisturbed.weights());
    }

    assertThat(refused).hasSize(5);
    assertThat(refused)
        .allMatch(text -> text.contains("was called while the model is in use elsewhere"));
  }

  @Test
  void stopATrainingByInterruptingItsThread() {
    Diary interrupts =
        new Diary() {
          @Override
          void chunk(ChunkEnd end) {
            super.chunk(end);
            if (end.updates() == 4) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Settings learning = Settings.of(sgd(0.1f), meanSquaredError()).jit(Jit.OFF);
    try (Model model = Samples.oneWeight().compile(learning);
        Model other = Samples.oneWeight().compile(learning)) {
      History history = model.fit(FIVE, epochs(5).memory(1).callback(interrupts));
      Map<String, FloatArray> kept = model.weights();

      assertThat(history.interrupted()).isTrue();
      assertThat(history.updates()).isEqualTo(4);
      assertThat(history.epochs()).hasSize(1);
      assertThat(model.epochs()).isEqualTo(1);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      assertThat(interrupts.lines).endsWith("chunk: epoch 2 of 5, 4 updates, 7 examples", "end");

      History whole = other.fit(FIVE, epochs(2).memory(1));
      assertThat(history.losses()).isEqualTo(Arrays.copyOf(whole.losses(), 4));
      assertThat(kept.get("dense/kernel")).isNotEqualTo(values(other.weights(), "dense/kernel"));
      assertThat(model.fit(FIVE, epochs(1)).interrupted()).isFalse();
      assertThat(model.epochs()).isEqualTo(2);
    }
  }

  @Test
  void stopALongTrainingOnDataInMemoryToo() {
    Observer interrupts =
        new Observer() {
          @Override
          void chunk(ChunkEnd end) {
            Thread.currentThread().interrupt();
          }
        };
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      History history = model.fit(Samples.line(100).batch(1), epochs(100_000).callback(interrupts));

      assertThat(history.interrupted()).isTrue();
      assertThat(history.updates()).isBetween(1, 100_000);
      assertThat(model.epochs()).isEqualTo(history.epochs().size()).isPositive();
    }
  }

  @Test
  void makeNothingOfAThreadThatIsInterruptedBefore() {
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      Thread.currentThread().interrupt();
      History history = model.fit(FIVE, epochs(3));

      assertThat(history.interrupted()).isTrue();
      assertThat(history.updates()).isZero();
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void anInterruptAfterTheLastChunkIsLeftToTheCaller() {
    Observer interrupts =
        new Observer() {
          @Override
          void chunk(ChunkEnd end) {
            Thread.currentThread().interrupt();
          }
        };
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      assertThat(model.fit(FIVE, epochs(1).callback(interrupts)).interrupted()).isFalse();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void endATrainingWhenTheyFail() {
    Diary fails =
        new Diary() {
          @Override
          void epoch(Epoch epoch) {
            throw new IllegalStateException("enough");
          }
        };
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      assertThatThrownBy(() -> model.fit(FIVE, epochs(1).callback(fails)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("enough");
      assertThat(fails.lines).containsExactly("begin: 1 epochs of 3 updates", "end");
      assertThat(model.fit(FIVE, epochs(1)).updates()).isEqualTo(3);
    }
  }
}
