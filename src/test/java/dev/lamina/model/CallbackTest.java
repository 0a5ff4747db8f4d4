package dev.lamina.model;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Callback.EpochEnd;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Callback.FitInfo.ModelView;
import dev.lamina.train.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callbacks are told, and what becomes of their decisions. */
class CallbackTest {
  /** With the learning rate 0.25, w goes 1, 2, 2.5, 2.75, 2.875: half the way to 3 each time. */
  private static final Batches TO_THREE = Dataset.of(new float[][] {{1}}, new float[] {3}).batch(1);

  private static final Settings HALVING = Settings.of(sgd(0.25f), meanSquaredError()).jit(Jit.OFF);

  private static Model halving() {
    return Samples.oneWeight().compile(HALVING);
  }

  private static float weight(Model model) {
    return model.weights().values().iterator().next().values()[0];
  }

  private static Callback after(Function<EpochEnd, Decision> decide) {
    return new Callback() {
      @Override
      public Decision onEpochEnd(EpochEnd end) {
        return decide.apply(end);
      }
    };
  }

  /** Decides by the number of the epoch in the fit. */
  private static Callback inEpoch(int fitEpoch, Decision decision) {
    return after(end -> end.fitEpoch() == fitEpoch ? decision : Decision.go());
  }

  /** Writes down what it is told, and asks for nothing. */
  private static Callback diary(List<String> lines) {
    return new Callback() {
      @Override
      public Callback begin(FitInfo fit) {
        lines.add(
            "from epoch %s, %s epochs of %s updates, rate %s, %s, %s updates and %s weight before"
                .formatted(
                    fit.firstEpoch(),
                    fit.epochs(),
                    fit.epochUpdates(),
                    fit.learningRate(),
                    fit.monitors().keySet(),
                    fit.model().updates(),
                    fit.model().weights().size()));
        return this;
      }

      @Override
      public Decision onEpochBegin(EpochBegin begin) {
        assertThat(begin.seconds()).isNotNegative();
        lines.add(
            "begin %s, %s of %s, rate %s, %s updates"
                .formatted(
                    begin.number(),
                    begin.fitEpoch(),
                    begin.epochs(),
                    begin.learningRate(),
                    begin.updates()));
        return Decision.go();
      }

      @Override
      public Decision onChunkEnd(ChunkEnd end) {
        lines.add("chunk %s, loss %s".formatted(end.updates(), end.loss()));
        return Decision.go();
      }

      @Override
      public Decision onEpochEnd(EpochEnd end) {
        assertThat(end.seconds()).isGreaterThanOrEqualTo(end.epoch().seconds());
        lines.add(
            "end %s of %s, %s updates, rate %s, %s"
                .formatted(
                    end.fitEpoch(),
                    end.epochs(),
                    end.updates(),
                    end.epoch().learningRate(),
                    end.epoch().values()));
        return Decision.go();
      }

      @Override
      public Decision onFitEnd() {
        lines.add("fit end");
        return Decision.go();
      }

      @Override
      public void close() {
        lines.add("close");
      }
    };
  }

  @Test
  void areToldEverything() {
    List<String> lines = new ArrayList<>();
    try (Model model = halving()) {
      model.fit(TO_THREE, epochs(1));
      model.fit(TO_THREE, epochs(2).validation(TO_THREE.dataset()).callback(diary(lines)));
    }

    assertThat(lines)
        .containsExactly(
            "from epoch 2, 2 epochs of 1 updates, rate 0.25, [loss, val_loss], 1 updates and 1 weight before",
            "begin 2, 1 of 2, rate 0.25, 0 updates",
            "end 1 of 2, 1 updates, rate 0.25, {loss=1.0, val_loss=0.25}",
            "chunk 1, loss 1.0",
            "begin 3, 2 of 2, rate 0.25, 1 updates",
            "end 2 of 2, 2 updates, rate 0.25, {loss=0.25, val_loss=0.0625}",
            "chunk 2, loss 0.25",
            "fit end",
            "close");
  }

  @Test
  void areToldOfEveryChunkOfAnEpoch() {
    List<String> lines = new ArrayList<>();
    Settings still = Settings.of(sgd(0), meanSquaredError()).jit(Jit.OFF);
    try (Model model = Samples.oneWeight().compile(still)) {
      model.fit(Samples.line(3).batch(1), epochs(1).memory(1).callback(diary(lines)));
    }

    assertThat(lines.stream().filter(line -> line.startsWith("chunk") || line.startsWith("begin")))
        .hasSize(4);
  }

  @Test
  void stopAtTheEndOfAnEpoch() {
    try (Model model = halving()) {
      History history = model.fit(TO_THREE, epochs(9).callback(inEpoch(2, Decision.stop("why"))));

      assertThat(history.epochs()).hasSize(2);
      assertThat(history.stopReason()).isEqualTo("why");
      assertThat(history.interrupted()).isFalse();
      assertThat(model.epochs()).isEqualTo(2);
      assertThat(weight(model)).isEqualTo(2.5f);
      assertThat(model.fit(TO_THREE, epochs(1)).stopReason()).isEmpty();
    }
  }

  @Test
  void stopBeforeAnEpochBegins() {
    Callback stops =
        new Callback() {
          @Override
          public Decision onEpochBegin(EpochBegin begin) {
            return begin.number() == 3 ? Decision.stop("no third") : Decision.go();
          }
        };
    try (Model model = halving()) {
      assertThat(model.fit(TO_THREE, epochs(9).callback(stops)).epochs()).hasSize(2);
      History none = model.fit(TO_THREE, epochs(9).callback(stops));

      assertThat(none.updates()).isZero();
      assertThat(none.stopReason()).isEqualTo("no third");
      assertThat(model.epochs()).isEqualTo(2);
    }
  }

  @Test
  void stopWithinAnEpochWhoseUpdatesCountButWhichDoesNot() {
    Callback stops =
        new Callback() {
          @Override
          public Decision onChunkEnd(ChunkEnd end) {
            return end.updates() == 7 ? Decision.stop("seven") : Decision.go();
          }
        };
    Batches five = Samples.line(5).batch(1);
    try (Model model = halving();
        Model whole = halving()) {
      History history = model.fit(five, epochs(9).memory(1).callback(stops));

      assertThat(history.updates()).isEqualTo(7);
      assertThat(history.epochs()).hasSize(1);
      assertThat(model.epochs()).isEqualTo(1);
      float[] losses = whole.fit(five, epochs(2)).losses();
      assertThat(history.losses()).isEqualTo(java.util.Arrays.copyOf(losses, 7));
    }
  }

  @Test
  void giveAllTheirReasons() {
    try (Model model = halving()) {
      History history =
          model.fit(
              TO_THREE,
              epochs(9)
                  .callback(inEpoch(1, Decision.stop("one")))
                  .callback(inEpoch(1, Decision.stop("two").and(Decision.stop("one")))));

      assertThat(history.stopReason()).isEqualTo("one; two");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ON", "OFF"})
  void setTheLearningRateOfTheNextUpdates(Jit jit) {
    try (Model model = Samples.oneWeight().compile(HALVING.jit(jit))) {
      History history =
          model.fit(TO_THREE, epochs(3).callback(inEpoch(2, Decision.go().learningRate(0.125f))));

      // 1, 2, 2.5 by halves, then a quarter of the way from 2.5 to 3.
      assertThat(weight(model)).isEqualTo(2.625f);
      assertThat(history.epochs().stream().map(Epoch::learningRate))
          .containsExactly(0.25f, 0.25f, 0.125f);
      // It stays for the next fit, and ends with the reset.
      assertThat(model.fit(TO_THREE, epochs(1)).lastEpoch().learningRate()).isEqualTo(0.125f);
      model.reset();
      assertThat(model.fit(TO_THREE, epochs(1)).lastEpoch().learningRate()).isEqualTo(0.25f);
    }
  }

  @Test
  void theLastOneSetsTheLearningRate() {
    try (Model model = halving()) {
      Fit fit =
          epochs(2)
              .callback(inEpoch(1, Decision.go().learningRate(0.5f)))
              .callback(inEpoch(1, Decision.go().learningRate(0.125f)));

      assertThat(model.fit(TO_THREE, fit).lastEpoch().learningRate()).isEqualTo(0.125f);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ON", "OFF"})
  void cannotSetTheLearningRateOfASchedule(Jit jit) {
    Schedule halved =
        new Schedule() {
          @Override
          public org.tensorflow.Operand<org.tensorflow.types.TFloat32> rate(
              org.tensorflow.op.Ops tf,
              org.tensorflow.Operand<org.tensorflow.types.TFloat32> updates) {
            return tf.math.div(tf.constant(0.25f), tf.math.add(updates, tf.constant(1f)));
          }

          @Override
          public String toString() {
            return "Halved";
          }
        };
    Settings scheduled = Settings.of(sgd(halved), meanSquaredError()).jit(jit);
    try (Model model = Samples.oneWeight().compile(scheduled)) {
      // The history has the rate of each epoch's last update, here of two each.
      Batches two = Dataset.of(new float[][] {{1}, {1}}, new float[] {3, 3}).batch(1);
      assertThat(model.fit(two, epochs(2)).epochs().stream().map(Epoch::learningRate))
          .containsExactly(0.125f, 0.0625f);

      assertThatThrownBy(
              () -> model.fit(two, epochs(2).callback(inEpoch(1, Decision.go().learningRate(1)))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "The learning rate was set to 1.0, but it follows the schedule Halved; compile with a constant learning rate, or leave the schedule to it.");
      assertThat(model.epochs()).isEqualTo(3);
    }
  }

  @Test
  void refuseALearningRateThatIsNone() {
    try (Model model = halving()) {
      assertThatThrownBy(
              () ->
                  model.fit(
                      TO_THREE, epochs(2).callback(inEpoch(1, Decision.go().learningRate(-1)))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("finite learning rate of at least 0, but got -1.0");
    }
  }

  @Test
  void mayKeepTheirViewWhichShowsTheModelUntilItIsClosed() {
    List<ModelView> views = new ArrayList<>();
    Callback keeps =
        new Callback() {
          @Override
          public Callback begin(FitInfo fit) {
            views.add(fit.model());
            return this;
          }
        };
    try (Model model = halving()) {
      model.fit(TO_THREE, epochs(2).callback(keeps));

      assertThat(views.get(0).updates()).isEqualTo(2);
      assertThat(views.get(0).weights()).usingRecursiveComparison().isEqualTo(model.weights());
    }
    assertThatThrownBy(views.get(0)::weights)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("weights was called on a closed model");
    assertThatThrownBy(views.get(0)::updates)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("updates was called on a closed model");
  }

  @Test
  void keepAndRestoreWeights() {
    try (Model model = halving()) {
      Fit fit =
          epochs(4)
              .callback(inEpoch(2, Decision.go().keepWeights()))
              .callback(after(end -> Decision.go()));
      Callback restores =
          after(
              end ->
                  switch (end.fitEpoch()) {
                    case 1 -> Decision.go().keepWeights();
                    case 3 -> Decision.go().restoreKept();
                    default -> Decision.go();
                  });

      model.fit(TO_THREE, fit.callback(restores));

      // Back to the 2 of the first epoch, which this callback kept, then half the way to 3.
      assertThat(weight(model)).isEqualTo(2.5f);
      assertThat(model.predict(1)).containsExactly(2.5f);
    }
  }

  @Test
  void keepBeforeOthersRestore() {
    Callback back =
        after(
            end -> end.fitEpoch() == 1 ? Decision.go().keepWeights() : Decision.go().restoreKept());
    Callback keepsTheSecond =
        new Callback() {
          @Override
          public Decision onEpochEnd(EpochEnd end) {
            return end.fitEpoch() == 2 ? Decision.go().keepWeights() : Decision.go();
          }

          @Override
          public Decision onFitEnd() {
            return Decision.go().restoreKept();
          }
        };
    try (Model model = halving()) {
      model.fit(TO_THREE, epochs(2).callback(back).callback(keepsTheSecond));

      assertThat(weight(model)).isEqualTo(2.5f);
    }
  }

  @Test
  void cannotRestoreWhatTheyHaveNotKept() {
    try (Model model = halving()) {
      assertThatThrownBy(
              () ->
                  model.fit(
                      TO_THREE,
                      epochs(2)
                          .callback(inEpoch(1, Decision.go().keepWeights()))
                          .callback(inEpoch(2, Decision.go().restoreKept()))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("has kept none");
      assertThat(model.epochs()).isEqualTo(2);
    }
  }

  @Test
  void areAskedWhenTheThreadWasInterrupted() {
    Callback restores =
        new Callback() {
          @Override
          public Decision onEpochEnd(EpochEnd end) {
            if (end.fitEpoch() == 2) {
              Thread.currentThread().interrupt();
            }
            return end.fitEpoch() == 1 ? Decision.go().keepWeights() : Decision.go();
          }

          @Override
          public Decision onFitEnd() {
            return Decision.go().restoreKept();
          }
        };
    try (Model model = halving()) {
      History history = model.fit(TO_THREE, epochs(9).callback(restores));

      assertThat(history.interrupted()).isTrue();
      assertThat(history.stopReason()).isEqualTo("the thread was interrupted");
      assertThat(history.epochs()).hasSize(2);
      assertThat(weight(model)).isEqualTo(2);
    }
  }

  @Test
  void thatFailLeaveTheModelUsable() {
    List<String> closed = new ArrayList<>();
    Callback fails =
        after(
            end -> {
              throw new IllegalStateException("broken");
            });
    try (Model model = halving();
        Model other = halving()) {
      assertThatThrownBy(
              () -> model.fit(TO_THREE, epochs(3).callback(diary(closed)).callback(fails)))
          .hasMessage("broken");

      assertThat(closed).endsWith("close").doesNotContain("fit end");
      assertThat(model.epochs()).isEqualTo(1);
      assertThat(model.predict(1)).containsExactly(2);
      assertThat(model.fit(TO_THREE, epochs(1)).lastEpoch().number()).isEqualTo(2);
      other.fit(TO_THREE, epochs(2));
      assertThat(weight(model)).isEqualTo(weight(other));
    }
  }

  @Test
  void thatFailAtTheBeginEndThoseBeforeThem() {
    List<String> lines = new ArrayList<>();
    Callback fails =
        new Callback() {
          @Override
          public Callback begin(FitInfo fit) {
            throw new IllegalArgumentException("not this one");
          }
        };
    try (Model model = halving()) {
      assertThatThrownBy(
              () ->
                  model.fit(
                      TO_THREE, epochs(3).callbacks(diary(lines), fails, diary(new ArrayList<>()))))
          .hasMessage("not this one");
      assertThat(lines).hasSize(2).endsWith("close");
      assertThat(model.epochs()).isZero();
    }
  }

  @Test
  void areAllClosedEvenIfOneFails() {
    List<String> lines = new ArrayList<>();
    Callback fails =
        new Callback() {
          @Override
          public void close() {
            throw new IllegalStateException("first");
          }
        };
    Callback alsoFails =
        new Callback() {
          @Override
          public void close() {
            throw new IllegalStateException("second");
          }
        };
    try (Model model = halving()) {
      assertThatThrownBy(
              () -> model.fit(TO_THREE, epochs(1).callbacks(fails, diary(lines), alsoFails)))
          .hasMessage("first")
          .hasSuppressedException(new IllegalStateException("second"));
      assertThat(lines).endsWith("close");
      assertThat(model.epochs()).isEqualTo(1);
      assertThat(model.fit(TO_THREE, epochs(1)).updates()).isEqualTo(1);
    }
  }

  @Test
  void everyFitHasAHistoryOfItsOwn() {
    try (Model model = halving()) {
      Fit fit = epochs(2).callback(after(end -> Decision.go()));
      History first = model.fit(TO_THREE, fit);
      History second = model.fit(TO_THREE, fit);

      assertThat(first.epochs().stream().map(Epoch::number)).containsExactly(1, 2);
      assertThat(second.epochs().stream().map(Epoch::number)).containsExactly(3, 4);
      assertThat(first.values("loss")).containsExactly(4, 1);
      assertThat(second.values("loss")).containsExactly(0.25, 0.0625);
      assertThat(second.epochs()).allMatch(epoch -> epoch.seconds() > 0);
      assertThat(second.seconds())
          .isGreaterThanOrEqualTo(second.epochs().stream().mapToDouble(Epoch::seconds).sum());
      assertThatThrownBy(() -> first.values("val_loss"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("An epoch has no value \"val_loss\"; it has [loss].");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ON", "OFF"})
  void doNotChangeTheBitsOfATraining(Jit jit) {
    Settings settings =
        Settings.of(adam(0.01f), sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())
            .jit(jit);
    Batches batches = Samples.corners(25).shuffle(3).batch(6);
    List<Map<String, FloatArray>> weights = new ArrayList<>();
    for (Fit fit :
        List.of(
            epochs(5),
            epochs(5).callback(after(end -> Decision.go())),
            epochs(5).callback(after(end -> Decision.go())))) {
      try (Model model = Samples.droppingClassifier().compile(settings)) {
        model.fit(batches, fit);
        weights.add(model.weights());
      }
    }
    assertThat(weights.get(1)).usingRecursiveComparison().isEqualTo(weights.get(0));
    assertThat(weights.get(2)).usingRecursiveComparison().isEqualTo(weights.get(1));
  }
}
