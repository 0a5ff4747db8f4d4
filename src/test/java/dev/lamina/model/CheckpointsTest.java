package dev.lamina.model;

import static dev.lamina.model.Fit.epochs;
import static dev.lamina.model.callback.Callbacks.terminateOnNaN;
import static dev.lamina.train.loss.Losses.meanAbsoluteError;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.adam;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Jit;
import dev.lamina.io.FileException;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Monitor.Mode;
import dev.lamina.persist.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** Which checkpoints a fit saves and keeps, what they hold, and from which it does not go on. */
class CheckpointsTest {
  private static final Settings SETTINGS =
      Settings.of(sgd(0.1f), meanSquaredError(), meanAbsoluteError()).jit(Jit.OFF);
  private static final Batches BATCHES = Samples.line(10).shuffle(1).batch(4);

  @TempDir private Path above;
  private Path folder = Path.of("");
  private Checkpoints checkpoints = Checkpoints.in(folder);

  @BeforeEach
  void takeAFolder() {
    folder = above.resolve("checkpoints");
    checkpoints = Checkpoints.in(folder);
  }

  @Test
  void theNewestStays() throws IOException {
    fit(epochs(3).checkpoint(checkpoints));

    assertThat(names()).containsExactly("epoch-0003");
    assertThat(checkpoints.newest()).hasValue(folder.resolve("epoch-0003"));
  }

  @Test
  void areSavedAfterSomeEpochsAndAtTheEnd() throws IOException {
    fit(epochs(7).checkpoint(checkpoints.everyEpochs(3).keepLast(10)));

    assertThat(names()).containsExactly("epoch-0003", "epoch-0006", "epoch-0007");
  }

  @Test
  void areReadBesideTheTraining() {
    fit(epochs(1).checkpoint(checkpoints));
    CompletableFuture<History> training =
        CompletableFuture.supplyAsync(
            () -> {
              try (Model model = Samples.regression().compile(SETTINGS)) {
                return model.fit(BATCHES, epochs(60).checkpoint(checkpoints.resume()));
              }
            });
    do {
      assertThat(Checkpoints.chosen(folder).values()).isNotEmpty();
    } while (!training.isDone());
    assertThat(training.join().epochs()).hasSize(60);
  }

  @Test
  void areOfOneTrainingAtATime() throws IOException {
    Callback another =
        new Callback() {
          @Override
          public Decision onEpochEnd(EpochEnd end) {
            assertThatThrownBy(() -> fit(epochs(1).checkpoint(checkpoints.resume())))
                .isInstanceOf(FileException.class)
                .hasMessage(
                    "Another training saves to %s (this process); wait for its end, or take another folder.",
                    folder);
            return Decision.go();
          }
        };

    fit(epochs(2).callback(another).checkpoint(checkpoints));

    assertThat(names()).containsExactly("epoch-0002");
  }

  @Test
  void oneTooManyIsDeletedWhenTheFitGoesOn() throws IOException {
    fit(epochs(2).checkpoint(checkpoints.keepLast(2)));

    fit(epochs(2).checkpoint(checkpoints.resume()));

    assertThat(names()).containsExactly("epoch-0002");
  }

  @Test
  void theLastFewStay() throws IOException {
    fit(epochs(5).checkpoint(checkpoints.keepLast(2)));

    assertThat(names()).containsExactly("epoch-0004", "epoch-0005");
  }

  @Test
  void areSavedWithinEpochsWhenMinutesHavePassed() throws IOException {
    fit(epochs(1).memory(1).checkpoint(checkpoints.everyMinutes(1e-9).keepLast(9)));

    assertThat(names())
        .containsExactly("epoch-0000-update-000001", "epoch-0000-update-000002", "epoch-0001");
  }

  @Test
  void theBestStays() throws IOException {
    Callback awayAfterTwo =
        new Callback() {
          @Override
          public Decision onEpochEnd(EpochEnd end) {
            return end.fitEpoch() == 2 ? Decision.go().learningRate(10) : Decision.go();
          }
        };
    History history =
        fit(
            epochs(4)
                .validation(Samples.line(5))
                .callback(awayAfterTwo)
                .checkpoint(checkpoints.keepBest("val_loss")));

    assertThat(names()).containsExactly("best", "epoch-0004");
    assertThat(history.values("val_loss")[1]).isLessThan(history.values("val_loss")[0]);
    try (Model best = Model.load(folder.resolve("best"))) {
      assertThat(best.epochs()).isEqualTo(2);
      assertThat(best.evaluate(Samples.line(5)).loss()).isEqualTo(history.values("val_loss")[1]);
    }
  }

  /** What was best before counts, though the fit that goes on has not seen it. */
  @Test
  void theBestOfAResumedFitIsTheBestOfAll() {
    Checkpoints best = checkpoints.keepBest("loss", Mode.MAX);
    fit(epochs(1).checkpoint(best));
    fit(epochs(3).checkpoint(best.resume()));

    try (Model model = Model.load(folder.resolve("best"))) {
      assertThat(model.epochs()).isEqualTo(1);
    }
  }

  @Test
  void theBestIsOfAValueThatEpochsHave() {
    assertThatThrownBy(() -> fit(epochs(1).checkpoint(checkpoints.keepBest("val_loss"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "keepBest is to monitor \"val_loss\", but the epochs of this fit have [loss, meanAbsoluteError]; take one of them, or give fit validation data.");
    assertThat(folder).doesNotExist();
  }

  @Test
  void loadingTheFolderLoadsTheNewest() throws IOException {
    History history = fit(epochs(2).checkpoint(checkpoints.keepLast(2)));
    Files.createDirectories(folder.resolve("epoch-0003")); // As of a save that was killed.
    Files.createDirectories(folder.resolve("epoch-four"));

    try (Model loaded = Model.load(folder);
        Model first = Model.load(folder.resolve("epoch-0001"))) {
      assertThat(loaded.epochs()).isEqualTo(2);
      assertThat(loaded.history().losses()).isEqualTo(history.losses());
      assertThat(loaded.history().epochs()).isEqualTo(history.epochs());
      assertThat(first.history().epochs()).isEqualTo(history.epochs().subList(0, 1));
    }
  }

  @Test
  void otherPeoplesFilesStay() throws IOException {
    Files.createDirectories(folder.resolve("epoch-0001"));
    Files.writeString(folder.resolve("epoch-0001/notes.txt"), "mine");
    Files.writeString(folder.resolve("notes.txt"), "mine");

    fit(epochs(3).checkpoint(checkpoints));

    assertThat(names()).containsExactly("epoch-0001", "epoch-0003", "notes.txt");
    assertThat(folder.resolve("epoch-0001")).isDirectoryContaining("glob:**/notes.txt");
  }

  @Test
  void aFitDoesNotBeginWhereOthersAreUnlessItResumes() {
    fit(epochs(1).checkpoint(checkpoints));

    assertThatThrownBy(() -> fit(epochs(1).checkpoint(checkpoints)))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "There are checkpoints in %s, the newest is epoch-0001; resume from it, or take another folder.",
            folder);
  }

  @Test
  void historyIsThatOfAllFitsAndIsSaved() {
    try (Model model = Samples.regression().compile(SETTINGS)) {
      assertThat(model.history().epochs()).isEmpty();
      History first = model.fit(BATCHES, epochs(2).validation(Samples.line(3)));
      History second = model.fit(BATCHES, epochs(1));
      model.save(folder);

      try (Model loaded = Model.load(folder)) {
        assertThat(loaded.history().losses())
            .startsWith(first.losses())
            .endsWith(second.losses())
            .hasSize(first.updates() + second.updates());
        assertThat(loaded.history().epochs()).isEqualTo(model.history().epochs()).hasSize(3);
        assertThat(loaded.history().seconds()).isEqualTo(model.history().seconds());
        assertThat(loaded.history().execution()).isEqualTo(second.execution());

        loaded.fit(BATCHES, epochs(1));
        assertThat(loaded.history().epochs()).hasSize(4);
        loaded.reset();
        assertThat(loaded.history().updates()).isZero();
      }
    }
  }

  @Test
  void lossesThatAreNoNumbersAreSaved() {
    Settings far = Settings.of(sgd(1e30f), meanSquaredError()).jit(Jit.OFF);
    try (Model model = Samples.regression().compile(far)) {
      History history = model.fit(BATCHES, epochs(3));
      assertThat(history.lastEpoch().loss()).isNaN();
      model.save(folder);

      try (Model loaded = Model.load(folder)) {
        assertThat(loaded.history().losses()).isEqualTo(history.losses());
        assertThat(loaded.history().epochs()).isEqualTo(history.epochs());
      }
    }
  }

  @Test
  void whatItWasTrainedOnIsSaved() {
    try (Model model = Samples.regression().compile(SETTINGS)) {
      model.fit(BATCHES, epochs(1).validation(Samples.line(3)));
      model.save(folder);
    }
    try (Model loaded = Model.load(folder)) {
      loaded.save(folder);
    }

    assertThat(Checkpoint.read(folder).description().path("data").toString())
        .contains("\"examples\":\"10 examples, x [1], y [1]\"")
        .contains("\"sha256\":\"" + Samples.line(10).sha256() + "\"")
        .contains("\"batchSize\":4,\"lastBatch\":2")
        .contains("\"validation\":{\"examples\":\"3 examples, x [1], y [1]\"");
  }

  @Test
  void aFitDoesNotGoOnUnderOtherTerms() {
    Fit fit = epochs(2).validation(Samples.line(5)).callback(terminateOnNaN());
    Fit resumed = fit.checkpoint(checkpoints.resume());
    fit(epochs(1).validation(Samples.line(5)).callback(terminateOnNaN()).checkpoint(checkpoints));
    Dataset line = Samples.line(10);
    Dataset moved = line.map(example -> example.withY(example.y()[0] + 1e-6f));

    assertRefused(line.shuffle(1).batch(5), resumed, "data.batchSize was 4 and is 5");
    assertRefused(line.shuffle(2).batch(4), resumed, "data.order was ");
    assertRefused(line.batch(4), resumed, "and is always the same");
    assertRefused(moved.shuffle(1).batch(4), resumed, "data.sha256 was ");
    assertRefused(line.sampleWeights(x -> 1).shuffle(1).batch(4), resumed, "weighted");
    assertRefused(BATCHES.dropRemainder(), resumed, "data.lastBatch was 2 and is 0");
    assertRefused(
        BATCHES, resumed.validation(Samples.line(6)), "data.validation.examples was 5 examples");
    assertRefused(
        BATCHES,
        epochs(2).validation(Samples.line(5)).checkpoint(checkpoints.resume()),
        "callbacks[0] was dev.lamina.model.callback.TerminateOnNaN and is not given");
    assertRefused(
        BATCHES,
        resumed.callback(new Callback() {}),
        "callbacks[1] was not given and is dev.lamina.model.CheckpointsTest");
    assertRefused(
        Samples.oneWeight(),
        SETTINGS,
        BATCHES,
        resumed,
        "training.layers[0].useBias was not given");
    assertRefused(
        Samples.regression(),
        Settings.of(adam(0.1f), meanSquaredError(), meanAbsoluteError()).jit(Jit.OFF),
        BATCHES,
        resumed,
        "training.optimizer.type was SGD and is Adam");
    assertRefused(
        Samples.regression(), SETTINGS.seed(7), BATCHES, resumed, "training.seed was not given");
    assertRefused(
        Samples.regression(), SETTINGS.jit(Jit.ON), BATCHES, resumed, "jit was OFF and is ON");
  }

  private void assertRefused(Batches batches, Fit fit, String why) {
    assertRefused(Samples.regression(), SETTINGS, batches, fit, why);
  }

  private void assertRefused(
      Sequential network, Settings settings, Batches batches, Fit fit, String why) {
    try (Model model = network.compile(settings)) {
      assertThatThrownBy(() -> model.fit(batches, fit))
          .isInstanceOf(FileException.class)
          .hasMessageStartingWith(
              "The fit cannot go on from %s, which was saved otherwise: "
                  .formatted(folder.resolve("epoch-0001")))
          .hasMessageContaining(why)
          .hasMessageEndingWith(
              "; give what was given then, or take another folder for a new fit.");
      assertThat(model.epochs()).isZero();
    }
  }

  @Test
  void aFitDoesNotGoOnFromWhatNoFitSaved() {
    try (Model model = Samples.regression().compile(SETTINGS)) {
      model.fit(BATCHES, epochs(1));
      model.save(folder.resolve("epoch-0001"));

      assertThatThrownBy(() -> model.fit(BATCHES, epochs(2).checkpoint(checkpoints.resume())))
          .isInstanceOf(FileException.class)
          .hasMessageContaining("was saved between two fits");
      assertThat(model.epochs()).isEqualTo(1);
    }
  }

  @Test
  void partsThatDoNotBelongTogetherAreRefused() {
    fit(epochs(1).checkpoint(checkpoints));
    Path saved = folder.resolve("epoch-0001");
    Checkpoint whole = Checkpoint.read(saved);
    Map<String, FloatArray> values = new LinkedHashMap<>(whole.values());
    values.put("losses", new FloatArray(Shape.of(1), new float[1]));
    new Checkpoint(whole.description(), values).write(saved);

    assertThatThrownBy(() -> Model.load(folder))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "The checkpoint's history has more updates than losses; take another checkpoint.");
  }

  /** As if another program had written it: all checksums are right. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "training",
        "device",
        "jit",
        "data",
        "callbacks",
        "epochs",
        "updates",
        "history",
        "fit/epochsBefore",
        "fit/unfinished",
        "fit/memories",
        "fit/stopReasons",
        "fit/best",
        "history/0/epochs",
        "history/0/updates",
        "history/0/execution"
      })
  void aPartThatIsMissingIsNamed(String part) {
    fit(epochs(1).checkpoint(checkpoints));
    Path saved = folder.resolve("epoch-0001");
    Checkpoint whole = Checkpoint.read(saved);
    int slash = part.lastIndexOf('/');
    JsonNode above = whole.description().at(slash < 0 ? "" : "/" + part.substring(0, slash));
    ((ObjectNode) above).remove(part.substring(slash + 1));
    whole.write(saved);

    assertThatThrownBy(() -> Model.load(folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining(part.substring(slash + 1))
        .hasMessageEndingWith("; take another checkpoint.");
  }

  @Test
  void needSensibleNumbers() {
    assertThatThrownBy(() -> checkpoints.everyEpochs(0))
        .hasMessage("Checkpoints need everyEpochs of at least 1, but got 0.");
    assertThatThrownBy(() -> checkpoints.everyMinutes(0))
        .hasMessage("Checkpoints need everyMinutes above 0, but got 0.0.");
    assertThatThrownBy(() -> checkpoints.keepLast(0))
        .hasMessage("Checkpoints need keepLast of at least 1, but got 0.");
  }

  @Test
  void aFolderThatCannotBeMadeEndsTheFitWithAMessage() throws IOException {
    Files.writeString(folder, "a file");
    try (Model model = Samples.regression().compile(SETTINGS)) {
      assertThatThrownBy(
              () -> model.fit(BATCHES, epochs(2).checkpoint(Checkpoints.in(folder.resolve("in")))))
          .isInstanceOf(FileException.class)
          .hasMessageContaining("cannot be ");
    }
  }

  private static History fit(Fit fit) {
    try (Model model = Samples.regression().compile(SETTINGS)) {
      return model.fit(BATCHES, fit);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void sumsOfOtherMetricsAreRefusedWithinAnEpochAndBeginAnewAtItsEnd() {
    EpochSums within = new EpochSums(2, 4, 0.5, List.of(1.0), 0);

    assertThat(within.checked(1)).isEqualTo(within);
    assertThat(EpochSums.begin(1).checked(2)).isEqualTo(EpochSums.begin(2));
    assertThatThrownBy(() -> within.checked(2))
        .isInstanceOf(FileException.class)
        .hasMessageEndingWith("resume from a checkpoint that was saved at the end of an epoch.");
  }
}
