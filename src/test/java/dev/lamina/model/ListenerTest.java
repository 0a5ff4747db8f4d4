package dev.lamina.model;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Batches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What listeners are told, and what they may do while a training is under way. */
class ListenerTest {
  private static final Settings SETTINGS = Settings.of(sgd(0), meanSquaredError());
  private static final Batches FIVE = Samples.line(5).batch(2);

  /** Writes down what it is told. */
  private static class Diary implements Listener {
    final List<String> lines = new ArrayList<>();

    @Override
    public void onBegin(Begin begin) {
      lines.add(begin.toString());
    }

    @Override
    public void onChunkEnd(Progress progress) {
      lines.add(
          "chunk: epoch %d of %d, %d updates, %d examples"
              .formatted(
                  progress.epoch(), progress.epochs(), progress.updates(), progress.examples()));
    }

    @Override
    public void onEpochEnd(Epoch epoch) {
      lines.add("epoch " + epoch.number());
    }

    @Override
    public void onEnd() {
      lines.add("end");
    }
  }

  @Test
  void areToldOfEveryEpochThenOfTheChunkThatEndedThem() {
    Diary diary = new Diary();
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      model.fit(FIVE, epochs(2).listener(diary));
    }

    assertThat(diary.lines)
        .containsExactly(
            "Begin[epochs=2, updates=6, examples=10]",
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
      model.fit(FIVE, epochs(1).memory(1).listener(diary));
    }

    assertThat(diary.lines)
        .containsExactly(
            "Begin[epochs=1, updates=3, examples=5]",
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
    Listener notes =
        new Listener() {
          @Override
          public void onChunkEnd(Progress progress) {
            for (float loss : progress.losses()) {
              losses.add(loss);
            }
            means.add(progress.values().get("loss"));
            assertThat(progress.pace().examplesPerSecond()).isPositive();
            assertThat(progress.pace().secondsLeft()).isNotNegative();
          }
        };
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      History history = model.fit(FIVE, epochs(2).memory(1).listener(notes));

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
      model.fit(FIVE, epochs(1).listener(ending(lines, "first")).listener(ending(lines, "second")));
    }

    assertThat(lines).containsExactly("first", "second");
  }

  private static Listener ending(List<String> lines, String line) {
    return new Listener() {
      @Override
      public void onEnd() {
        lines.add(line);
      }
    };
  }

  @Test
  void mayEvaluatePredictAndReadWeights() {
    List<Double> losses = new ArrayList<>();
    Settings learning = Settings.of(sgd(0.1f), meanSquaredError());
    try (Model model = Samples.oneWeight().compile(learning);
        Model undisturbed = Samples.oneWeight().compile(learning)) {
      Listener looks =
          new Listener() {
            @Override
            public void onChunkEnd(Progress progress) {
              float weight = model.weights().values().iterator().next()[0];
              assertThat(model.predict(1)).containsExactly(weight);
              losses.add(model.evaluate(FIVE).loss());
            }
          };

      model.fit(FIVE, epochs(2).memory(1).listener(looks));
      undisturbed.fit(FIVE, epochs(2).memory(1));

      assertThat(losses).hasSize(6).isSortedAccordingTo((a, b) -> Double.compare(b, a));
      assertThat(model.weights()).usingRecursiveComparison().isEqualTo(undisturbed.weights());
    }
  }

  @Test
  void mayNotTrainOrCloseTheModel() {
    List<String> refused = new ArrayList<>();
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      Listener meddles =
          new Listener() {
            @Override
            public void onEpochEnd(Epoch epoch) {
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

      assertThat(model.fit(FIVE, epochs(1).listener(meddles)).updates()).isEqualTo(3);
      assertThat(model.predict(1)).containsExactly(1);
    }

    String inUse =
        " was called while the model is in use elsewhere; wait for the other call to end, or compile a model for each thread.";
    assertThat(refused).containsExactly("fit" + inUse, "reset" + inUse, "close" + inUse);
  }

  @Test
  void otherThreadsAreRefusedWhileATrainingIsUnderWay() {
    List<String> refused = new ArrayList<>();
    Settings learning = Settings.of(sgd(0.1f), meanSquaredError());
    try (Model model = Samples.oneWeight().compile(learning);
        Model undisturbed = Samples.oneWeight().compile(learning)) {
      Listener sendsOthers =
          new Listener() {
            @Override
            public void onBegin(Begin begin) {
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

      model.fit(FIVE, epochs(3).listener(sendsOthers));
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
          public void onChunkEnd(Progress progress) {
            super.onChunkEnd(progress);
            if (progress.updates() == 4) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Settings learning = Settings.of(sgd(0.1f), meanSquaredError());
    try (Model model = Samples.oneWeight().compile(learning);
        Model other = Samples.oneWeight().compile(learning)) {
      History history = model.fit(FIVE, epochs(5).memory(1).listener(interrupts));
      Map<String, float[]> kept = model.weights();

      assertThat(history.interrupted()).isTrue();
      assertThat(history.updates()).isEqualTo(4);
      assertThat(history.epochs()).hasSize(1);
      assertThat(model.epochs()).isEqualTo(1);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      assertThat(interrupts.lines).endsWith("chunk: epoch 2 of 5, 4 updates, 7 examples", "end");

      History whole = other.fit(FIVE, epochs(2).memory(1));
      assertThat(history.losses()).isEqualTo(Arrays.copyOf(whole.losses(), 4));
      assertThat(kept.get("dense/kernel")).isNotEqualTo(other.weights().get("dense/kernel"));
      assertThat(model.fit(FIVE, epochs(1)).interrupted()).isFalse();
      assertThat(model.epochs()).isEqualTo(2);
    }
  }

  @Test
  void stopALongTrainingOnDataInMemoryToo() {
    Listener interrupts =
        new Listener() {
          @Override
          public void onChunkEnd(Progress progress) {
            Thread.currentThread().interrupt();
          }
        };
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      History history = model.fit(Samples.line(100).batch(1), epochs(100_000).listener(interrupts));

      assertThat(history.interrupted()).isTrue();
      assertThat(history.updates()).isBetween(1, 100_000);
      assertThat(model.epochs()).isEqualTo(history.epochs().size()).isPositive();
    }
  }

  @Test
  void anInterruptAfterTheLastChunkIsLeftToTheCaller() {
    Listener interrupts =
        new Listener() {
          @Override
          public void onChunkEnd(Progress progress) {
            Thread.currentThread().interrupt();
          }
        };
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      assertThat(model.fit(FIVE, epochs(1).listener(interrupts)).interrupted()).isFalse();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void endATrainingWhenTheyFail() {
    Diary fails =
        new Diary() {
          @Override
          public void onEpochEnd(Epoch epoch) {
            throw new IllegalStateException("enough");
          }
        };
    try (Model model = Samples.oneWeight().compile(SETTINGS)) {
      assertThatThrownBy(() -> model.fit(FIVE, epochs(1).listener(fails)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("enough");
      assertThat(fails.lines).containsExactly("Begin[epochs=1, updates=3, examples=5]", "end");
      assertThat(model.fit(FIVE, epochs(1)).updates()).isEqualTo(3);
    }
  }
}
