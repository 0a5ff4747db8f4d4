package dev.lamina.model;

import static dev.lamina.layer.Layers.batchNormalization;
import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.model.Fit.epochs;
import static dev.lamina.model.callback.Callbacks.csvLog;
import static dev.lamina.model.callback.Callbacks.earlyStopping;
import static dev.lamina.model.callback.Callbacks.reduceLROnPlateau;
import static dev.lamina.model.callback.Callbacks.timeLimit;
import static dev.lamina.model.callback.Callbacks.warmUp;
import static dev.lamina.train.loss.Losses.sparseCategoricalCrossentropy;
import static dev.lamina.train.metric.Metrics.sparseCategoricalAccuracy;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.schedule.Schedules.exponentialDecay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.data.Shuffle;
import dev.lamina.engine.Jit;
import dev.lamina.layer.FloatArray;
import dev.lamina.persist.Checkpoint;
import dev.lamina.train.optimizer.Optimizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/**
 * That a training goes on from a checkpoint as if it had not ended: to the same weights and slots,
 * the same losses of all updates and the same values of all epochs, to the bit.
 */
@Tag("trains")
class ResumeTest {
  private static final Sequential NETWORK =
      Sequential.of(
          Shape.of(2), dense(8), batchNormalization(), relu(), dropout(0.3f), dense(3), softmax());

  /** So short that there is a checkpoint after every chunk of updates. */
  private static final double AT_ONCE = 1e-9;

  /** Of 12 bytes an example, so that chunks are of three batches. */
  private static final long LITTLE_MEMORY = 24 * 12;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"ON", "OFF"})
  void fourEpochsAndSixAreTen(Jit jit) {
    Fit ten = epochs(10).checkpoint(in("resumed").resume());
    Batches batches = batches();
    try (Model first = compile(settings(jit));
        Model second = compile(settings(jit))) {
      History want = first.fit(batches, epochs(10));
      Map<String, FloatArray> weights = first.weights();
      first.reset();
      first.fit(batches, epochs(4).checkpoint(in("resumed")));
      History got = second.fit(batches, ten);

      assertSame(got, want);
      assertThat(second.weights()).isEqualTo(weights);
      assertThat(second.epochs()).isEqualTo(10);
      assertThat(second.history().losses()).isEqualTo(want.losses());
    }
  }

  @Test
  void everyCheckpointWithinStreamedEpochsLeadsToTheSameEnd() throws IOException {
    assertEveryCheckpointLeadsToTheSameEnd(
        settings(Jit.OFF), batches(), epochs(2).memory(LITTLE_MEMORY), 2 * 3);
  }

  @Test
  void soItDoesWhenXlaCompilesIt() throws IOException {
    assertEveryCheckpointLeadsToTheSameEnd(
        settings(Jit.ON), batches(), epochs(1).memory(LITTLE_MEMORY), 3);
  }

  /** More updates than one run makes. */
  @Test
  void everyCheckpointWithinEpochsInMemoryLeadsToTheSameEnd() throws IOException {
    Batches many = Samples.corners(16_500).shuffle(2).batch(1).dropRemainder();

    assertEveryCheckpointLeadsToTheSameEnd(settings(Jit.OFF), many, epochs(1), 2);
  }

  @Test
  void callbacksDecideTheSame() throws IOException {
    Fit fit =
        epochs(12)
            .validation(Samples.corners(20))
            .callback(reduceLROnPlateau("loss").patience(1).factor(0.5).minDelta(9).cooldown(1))
            .callback(warmUp(3))
            .callback(earlyStopping("val_loss").patience(5).minDelta(0.6).restoreBestWeights(true));

    History history = assertEveryCheckpointLeadsToTheSameEnd(settings(Jit.OFF), batches(), fit, -1);

    assertThat(history.epochs()).hasSizeBetween(4, 11);
    assertThat(history.stopReason()).contains("val_loss did not get better");
    assertThat(history.epochs().stream().map(Epoch::learningRate).distinct()).hasSizeGreaterThan(3);
  }

  @Test
  void schedulesAveragesAndOtherShufflesGoOn() throws IOException {
    Optimizer averaged = adam(exponentialDecay(0.05f, 10, 0.8f)).clipNorm(1).emaMomentum(0.9);
    Batches shuffled = Samples.corners(50).shuffle(Shuffle.pytorch(7)).batch(8);

    assertEveryCheckpointLeadsToTheSameEnd(
        settings(Jit.OFF, averaged), shuffled, epochs(3).validationSplit(0.2), 3);
  }

  /**
   * Trains with a checkpoint after every chunk, then goes on from each of them alone, of many from
   * some: from the first one in a new model, from the others in one that must forget the fit
   * before, which spares compiling them.
   *
   * @param checkpoints how many there must be; below 0 if that does not matter
   */
  private History assertEveryCheckpointLeadsToTheSameEnd(
      Settings settings, Batches batches, Fit fit, int checkpoints) throws IOException {
    Checkpoints all = in("whole").everyMinutes(AT_ONCE).keepLast(1000);
    History want;
    Map<String, FloatArray> weights;
    try (Model whole = compile(settings)) {
      History alone = whole.fit(batches, fit);
      Map<String, FloatArray> unsaved = whole.weights();
      whole.reset();
      want = whole.fit(batches, fit.checkpoint(all));
      weights = whole.weights();
      assertSame(want, alone);
      assertThat(weights).isEqualTo(unsaved);
    }
    List<Path> saved = list(folder.resolve("whole"));
    assertThat(saved).hasSizeGreaterThan(1);
    if (checkpoints >= 0) {
      assertThat(saved).hasSize(checkpoints);
    }
    Checkpoint last = Checkpoint.read(all.newest().orElseThrow());
    try (Model model = compile(settings)) {
      for (int i = 0; i < saved.size(); i += Math.max(1, saved.size() / 4)) {
        Path checkpoint = saved.get(i);
        String name = "from-" + checkpoint.getFileName();
        copy(checkpoint, folder.resolve(name).resolve(checkpoint.getFileName()));

        assertSame(model.fit(batches, fit.checkpoint(in(name).resume())), want);
        assertThat(model.weights()).as(name).isEqualTo(weights);
        assertThat(Checkpoint.read(in(name).newest().orElseThrow()).values())
            .as("weights, slots, losses and kept weights after %s", name)
            .isEqualTo(last.values());
      }
    }
    return want;
  }

  @Test
  void anInterruptedFitGoesOnWhereItWas() {
    Fit fit = epochs(2).memory(LITTLE_MEMORY);
    try (Model whole = compile(settings(Jit.OFF));
        Model model = compile(settings(Jit.OFF))) {
      History want = whole.fit(batches(), fit);
      History first =
          model.fit(batches(), fit.callback(interruptAfter(3)).checkpoint(in("checkpoints")));

      assertThat(first.interrupted()).isTrue();
      assertThat(in("checkpoints").newest())
          .hasValue(folder.resolve("checkpoints/epoch-0000-update-000003"));
      try (Model loaded = Model.load(folder.resolve("checkpoints"))) {
        assertThat(loaded.history().losses()).isEqualTo(first.losses());
        assertThat(loaded.history().interrupted()).isTrue();
      }

      // The model that was interrupted becomes what was saved, as any other would.
      History got = model.fit(batches(), fit.checkpoint(in("checkpoints").resume()));
      assertSame(got, want);
      assertThat(got.interrupted()).isFalse();
      assertThat(model.history().losses()).isEqualTo(want.losses());
    }
  }

  /** As a shutdown may interrupt a thread while it saves. */
  @Test
  void anInterruptDoesNotTearACheckpoint() {
    Fit fit = epochs(1).memory(LITTLE_MEMORY);
    Callback interrupts =
        new Callback() {
          @Override
          public Decision onChunkEnd(ChunkEnd end) {
            Thread.currentThread().interrupt();
            return Decision.go();
          }
        };
    Path csv = folder.resolve("log.csv");
    try (Model model = compile(settings(Jit.OFF))) {
      History history =
          model.fit(
              batches(),
              fit.callback(interrupts)
                  .callback(csvLog(csv, false))
                  .checkpoint(in("checkpoints").everyMinutes(AT_ONCE)));

      assertThat(history.interrupted()).isTrue();
      assertThat(in("checkpoints").newest()).isPresent();
    }
  }

  @Test
  void aPauseIsOverWhenTheFitIsResumedButAStopIsNot() {
    for (Decision decision : List.of(Decision.pause("night"), Decision.stop("night"))) {
      boolean pauses = decision.stopReasons().isEmpty();
      Checkpoints checkpoints = in("pauses " + pauses);
      Callback atTwo =
          new Callback() {
            @Override
            public Decision onEpochEnd(EpochEnd end) {
              return end.fitEpoch() == 2 ? decision : Decision.go();
            }
          };
      Fit fit = epochs(4).callback(atTwo);
      try (Model model = compile(settings(Jit.OFF))) {
        History stopped = model.fit(batches(), fit.checkpoint(checkpoints));
        assertThat(stopped.stopReason()).isEqualTo("night");
        assertThat(stopped.epochs()).hasSize(2);

        History resumed = model.fit(batches(), fit.checkpoint(checkpoints.resume()));
        assertThat(resumed.epochs()).hasSize(pauses ? 4 : 2);
        assertThat(resumed.stopReason()).isEqualTo(pauses ? "" : "night");
      }
    }
  }

  @Test
  void aTimeLimitIsForEachProcess() {
    Fit fit =
        epochs(2)
            .memory(LITTLE_MEMORY)
            .callback(timeLimit(Duration.ZERO))
            .checkpoint(in("checkpoints").resume());
    try (Model whole = compile(settings(Jit.OFF));
        Model model = compile(settings(Jit.OFF))) {
      History want = whole.fit(batches(), epochs(2).memory(LITTLE_MEMORY));
      History got = model.fit(batches(), fit);
      for (int chunk = 2; chunk <= 2 * 3; chunk++) {
        assertThat(got.updates()).isLessThan(want.updates());
        got = model.fit(batches(), fit);
      }

      assertThat(got.losses()).isEqualTo(want.losses());
      assertThat(got.stopReason()).isEqualTo("the time limit of PT0S is over");
    }
  }

  @Test
  void moreEpochsThanAtFirstAreAsIfTheyHadBeenWantedAtFirst() {
    try (Model whole = compile(settings(Jit.OFF));
        Model model = compile(settings(Jit.OFF))) {
      History want = whole.fit(batches(), epochs(5));
      model.fit(batches(), epochs(3).checkpoint(in("checkpoints")));

      assertSame(model.fit(batches(), epochs(5).checkpoint(in("checkpoints").resume())), want);
      // Nothing is left to do.
      assertSame(model.fit(batches(), epochs(5).checkpoint(in("checkpoints").resume())), want);
    }
  }

  @Test
  void aLaterFitOfAModelGoesOnToo() {
    try (Model whole = compile(settings(Jit.OFF));
        Model first = compile(settings(Jit.OFF));
        Model second = compile(settings(Jit.OFF))) {
      for (Model model : List.of(whole, first)) {
        model.fit(batches(), epochs(2));
      }
      History want = whole.fit(batches(), epochs(3));
      first.fit(batches(), epochs(1).checkpoint(in("checkpoints")));

      History got = second.fit(batches(), epochs(3).checkpoint(in("checkpoints").resume()));

      assertSame(got, want);
      assertThat(got.epochs().get(0).number()).isEqualTo(3);
      assertThat(second.epochs()).isEqualTo(5);
      assertSame(second.history(), whole.history());
    }
  }

  @Test
  void theLogIsAsIfNothingHadHappened() throws IOException {
    Path csv = folder.resolve("log.csv");
    Path wanted = folder.resolve("wanted.csv");
    try (Model whole = compile(settings(Jit.OFF));
        Model model = compile(settings(Jit.OFF))) {
      whole.fit(batches(), epochs(4).callback(csvLog(wanted, false)));
      Fit fit = epochs(4).callback(csvLog(csv, false));
      // Killed after the third epoch was logged, with a checkpoint of the second.
      model.fit(batches(), epochs(2).callback(csvLog(csv, false)).checkpoint(in("checkpoints")));
      Files.writeString(csv, Files.readString(csv) + "3,lost\n4,lo");

      model.fit(batches(), fit.checkpoint(in("checkpoints").resume()));
    }

    assertThat(csv).hasSameTextualContentAs(wanted);
  }

  private Checkpoints in(String name) {
    return Checkpoints.in(folder.resolve(name));
  }

  private static Callback interruptAfter(int updates) {
    return new Callback() {
      @Override
      public boolean observes() {
        return true;
      }

      @Override
      public Decision onChunkEnd(ChunkEnd end) {
        if (end.updates() == updates) {
          Thread.currentThread().interrupt();
        }
        return Decision.go();
      }
    };
  }

  /** Seven batches, of which the last is smaller. */
  private static Batches batches() {
    Dataset corners = Samples.corners(50);
    return corners.shuffle(4).batch(8);
  }

  private static Settings settings(Jit jit) {
    return settings(jit, adam(0.05f));
  }

  private static Settings settings(Jit jit, Optimizer optimizer) {
    return Settings.of(optimizer, sparseCategoricalCrossentropy(), sparseCategoricalAccuracy())
        .seed(3)
        .jit(jit);
  }

  private static Model compile(Settings settings) {
    return NETWORK.compile(settings);
  }

  private static void assertSame(History got, History want) {
    assertThat(got.losses()).isEqualTo(want.losses());
    assertThat(got.epochs())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds")
        .isEqualTo(want.epochs());
    assertThat(got.examples()).isEqualTo(want.examples());
    assertThat(got.stopReason()).isEqualTo(want.stopReason());
    assertThat(got.execution()).isEqualTo(want.execution());
  }

  private static List<Path> list(Path in) throws IOException {
    try (Stream<Path> files = Files.list(in)) {
      return files.sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : list(from)) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
  }
}
