package dev.lamina.model;

import dev.lamina.data.Batches;
import dev.lamina.data.Feed;
import dev.lamina.data.PipelineBatches;
import dev.lamina.engine.Evaluator;
import dev.lamina.engine.TrainingRuns;
import dev.lamina.engine.TrainingRuns.RunReport;
import dev.lamina.io.LockFile;
import dev.lamina.model.Callback.ChunkEnd;
import dev.lamina.model.Callback.EpochBegin;
import dev.lamina.model.Callback.EpochEnd;
import dev.lamina.model.Callback.FitInfo;
import dev.lamina.model.Callback.FitInfo.ModelView;
import dev.lamina.model.Monitor.Mode;
import dev.lamina.persist.Checkpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of fit: prepares all that takes part, then makes run after run of updates, lets
 * callbacks watch and steer, and saves; at the end it finishes the weights and the history.
 */
final class FitRun {
  private static final String INTERRUPTED = "the thread was interrupted";

  private final ModelState model;
  private final Fit fit;
  private final Feed feed;
  private final Optional<Feed> validated;
  private final TrainedOn data;
  private final Optional<FitSetup> setup;
  private final Optional<ModelCheckpoint> saved;
  private final FitState start;
  private final HistoryBuilder history;

  private FitRun(
      ModelState model,
      Fit fit,
      Feed feed,
      Optional<Feed> validated,
      TrainedOn data,
      Optional<FitSetup> setup,
      Optional<ModelCheckpoint> saved,
      FitState start) {
    this.model = model;
    this.fit = fit;
    this.feed = feed;
    this.validated = validated;
    this.data = data;
    this.setup = setup;
    this.saved = saved;
    this.start = start;
    this.history =
        new HistoryBuilder(
            model.training(),
            start,
            saved.map(ModelCheckpoint::lastFit).orElseGet(() -> History.of(List.of())));
  }

  /** What takes part in a fit beside the model. */
  private record Participants(
      FitCallbacks callbacks,
      Optional<Evaluator.Slices> validation,
      TrainingRuns updates,
      Optional<CheckpointSaver> checkpoints) {}

  /**
   * Trains a model, and returns what the fit was like from its first beginning.
   *
   * @throws dev.lamina.io.FileException if there is a checkpoint from which it cannot or is not to
   *     go on, or another training saves to the folder
   */
  static History of(ModelState model, ModelView view, Feed given, Fit fit) {
    Feed feed = fit.validation().training(given);
    Optional<Feed> validated = fit.validation().examples(given);
    TrainedOn data = TrainedOn.data(feed, validated);
    Optional<FitSetup> setup =
        fit.checkpoints().map(policy -> model.setup(policy.specs(), data.node(), fit.callbacks()));
    @Nullable LockFile lock = fit.checkpoints().map(Checkpoints::lock).orElse(null);
    try (lock) {
      Optional<ModelCheckpoint> saved =
          setup.flatMap(now -> fit.checkpoints().orElseThrow().goesOnFrom(now));
      FitState start =
          saved
              .flatMap(ModelCheckpoint::fit)
              .orElseGet(() -> FitState.begin(model.epochs(), model.training().totals()));
      return new FitRun(model, fit, feed, validated, data, setup, saved, start).train(view);
    }
  }

  private History train(ModelView view) {
    FitInfo info = info(view);
    try (Evaluator.@Nullable Slices validation = validationData();
        TrainingRuns updates = model.trainer().begin(feed, range(), fit.memory(), fit.pauses());
        FitCallbacks callbacks =
            FitCallbacks.begin(
                fit.callbacks(),
                info,
                model,
                start,
                saved.map(ModelCheckpoint::kept).orElse(List.of()))) {
      Participants parts =
          new Participants(
              callbacks, Optional.ofNullable(validation), updates, checkpoints(info, callbacks));
      saved.ifPresent(model::resume);
      model.beginFit(data);
      history.loaded(updates.loadSeconds());
      try {
        run(parts);
        model.finish();
        callbacks.ask(Callback::onFitEnd);
      } finally {
        model.endFit(
            start.epochsBefore() + history.endedEpochs(),
            history.build(model.trainer().execution()));
      }
      return model.lastFit();
    }
  }

  /** From where to where it goes. */
  private TrainingRuns.Range range() {
    return new TrainingRuns.Range(
        start.epochsBefore() + history.endedEpochs(),
        start.unfinished().updates(),
        start.epochsBefore() + fit.epochs());
  }

  private FitInfo info(ModelView view) {
    Map<String, Mode> monitors = new LinkedHashMap<>();
    monitors.put(Evaluation.LOSS, Mode.MIN);
    model
        .training()
        .largerIsBetter()
        .forEach((name, large) -> monitors.put(name, large.map(Mode::of).orElse(Mode.AUTO)));
    if (validated.isPresent()) {
      new LinkedHashMap<>(monitors)
          .forEach((name, mode) -> monitors.put(Epoch.VALIDATION + name, mode));
    }
    return new FitInfo(
        start.epochsBefore() + 1,
        fit.epochs(),
        feed instanceof Batches batches ? batches.batchesPerEpoch() : 0,
        saved.map(ModelCheckpoint::learningRate).orElseGet(model::learningRate),
        monitors,
        Map.of(),
        view);
  }

  private Evaluator.@Nullable Slices validationData() {
    return validated.orElse(null) instanceof Batches batches
        ? model.slices(batches.dataset(), fit.memory())
        : null;
  }

  private Optional<CheckpointSaver> checkpoints(FitInfo info, FitCallbacks callbacks) {
    return fit.checkpoints()
        .map(
            policy ->
                new CheckpointSaver(
                    policy, info, start, history, best -> checkpoint(callbacks, best)));
  }

  private Checkpoint checkpoint(FitCallbacks callbacks, double best) {
    FitState now =
        new FitState(
            start.epochsBefore(),
            history.unfinished(),
            callbacks.memories(),
            callbacks.stopReasons(),
            best);
    return model.checkpoint(
        setup.orElseThrow(), now, history.build(model.trainer().execution()), callbacks.kept());
  }

  /**
   * Trains to the end of the last epoch, or until a callback says stop or the thread is
   * interrupted, be it before; where it leaves off is saved.
   */
  private void run(Participants parts) {
    boolean interrupted = goesOn(parts) && Thread.interrupted();
    while (!interrupted && goesOn(parts)) {
      if (parts.updates().beginsEpoch()) {
        EpochBegin begin = epochBegin();
        parts.callbacks().ask(callback -> callback.onEpochBegin(begin));
      }
      if (!parts.callbacks().stop()) {
        makeUpdates(parts);
        interrupted = goesOn(parts) && Thread.interrupted();
      }
    }
    history.end(interrupted, interrupted ? INTERRUPTED : parts.callbacks().stopReason());
    parts.checkpoints().ifPresent(saving -> saving.end(parts.callbacks().stop()));
  }

  private static boolean goesOn(Participants parts) {
    return parts.updates().hasNext() && !parts.callbacks().stop();
  }

  private void makeUpdates(Participants parts) {
    long begin = System.nanoTime();
    RunReport report = model.run(parts.updates());
    double seconds = (System.nanoTime() - begin) / 1e9;
    List<Epoch> ended = history.add(report, seconds, () -> validate(parts.validation()));
    watch(parts, report, ended);
    parts.checkpoints().ifPresent(saving -> saving.afterRun(ended));
  }

  /** The loss and the metrics on validation data by name, with the weights of now. */
  private Map<String, Double> validate(Optional<Evaluator.Slices> kept) {
    return validated
        .map(
            data ->
                data instanceof PipelineBatches batches
                    ? model.evaluate(batches.examples())
                    : model.evaluate(kept.orElseThrow()))
        .map(values -> values.values(Epoch.VALIDATION))
        .orElse(Map.of());
  }

  private void watch(Participants parts, RunReport report, List<Epoch> ended) {
    for (Epoch epoch : ended) {
      EpochEnd end = epochEnd(epoch);
      parts.callbacks().ask(callback -> callback.onEpochEnd(end));
    }
    ChunkEnd end = chunkEnd(parts.updates(), report);
    parts.callbacks().ask(callback -> callback.onChunkEnd(end));
  }

  private EpochBegin epochBegin() {
    int fitEpoch = history.endedEpochs() + 1;
    return new EpochBegin(
        start.epochsBefore() + fitEpoch,
        fitEpoch,
        fit.epochs(),
        model.learningRate(),
        history.updates(),
        history.seconds());
  }

  private EpochEnd epochEnd(Epoch epoch) {
    return new EpochEnd(
        epoch,
        epoch.number() - start.epochsBefore(),
        fit.epochs(),
        history.updates(),
        history.seconds());
  }

  private ChunkEnd chunkEnd(TrainingRuns updates, RunReport report) {
    return new ChunkEnd(
        history.endedEpochs() + (report.endsEpoch() ? 0 : 1),
        fit.epochs(),
        history.updates(),
        history.examples(),
        report.losses(),
        history.values(),
        history.pace(updates.epochExamples() * fit.epochs()),
        history.seconds());
  }
}
