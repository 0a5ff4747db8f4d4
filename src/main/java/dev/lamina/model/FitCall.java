package dev.lamina.model;

import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Fitting;
import dev.lamina.persist.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One call of fit: readies all that takes part in it, trains, and adds to the model's past. */
final class FitCall {
  private final Trainee model;
  private final Fit fit;
  private final Batches batches;
  private final Optional<Dataset> validated;
  private final TrainedOn data;
  private final Optional<Terms> terms;
  private final Optional<ModelCheckpoint> saved;
  private final FitState start;
  private final HistoryBuilder history;

  /**
   * Reads from where the fit is to go on, if it is.
   *
   * @throws dev.lamina.io.FileException if there is a checkpoint from which it cannot or is not to
   */
  FitCall(Trainee model, Batches given, Fit fit) {
    this.model = model;
    this.fit = fit;
    batches = fit.validation().training(given);
    validated = fit.validation().examples(given);
    data = TrainedOn.data(batches, validated);
    terms =
        fit.checkpoints().map(policy -> model.terms(policy.specs(), data.node(), fit.callbacks()));
    saved = terms.flatMap(now -> fit.checkpoints().orElseThrow().goesOnFrom(now));
    start =
        saved
            .flatMap(ModelCheckpoint::fit)
            .orElseGet(() -> FitState.begin(model.past().epochs(), model.training().totals()));
    history = new HistoryBuilder(model.training(), start);
  }

  /** Trains, and returns what the fit was like from its first beginning. */
  History train() {
    FitInfo info = info();
    try (Deciders deciders = Deciders.begin(fit.callbacks(), info, model, start);
        Validator validator = validator();
        Fitting fitting =
            model.trainer().begin(batches, start.course(fit.epochs()), fit.memory(), fit.pauses());
        Audience audience = Audience.begin(fit.listeners(), beginning(fitting))) {
      Optional<Checkpointing> checkpointing = checkpointing(info, deciders);
      saved.ifPresent(model::resume);
      model.past().begin(data);
      history.loaded(fitting.loadSeconds());
      return train(
          new FitRun(
              fit.epochs(),
              start.epochsBefore(),
              model,
              fitting,
              history,
              validator,
              audience,
              deciders,
              checkpointing));
    }
  }

  private FitInfo info() {
    List<String> monitors = new ArrayList<>(List.of(Evaluation.LOSS));
    model.settings().metrics().forEach(metric -> monitors.add(metric.name()));
    if (validated.isPresent()) {
      List.copyOf(monitors).forEach(name -> monitors.add(Epoch.VALIDATION + name));
    }
    return new FitInfo(
        start.epochsBefore() + 1,
        fit.epochs(),
        batches.batchesPerEpoch(),
        saved.map(ModelCheckpoint::learningRate).orElseGet(model::learningRate),
        monitors,
        Map.of(),
        model);
  }

  private Validator validator() {
    return validated
        .map(examples -> Validator.of(model, examples, fit.memory()))
        .orElseGet(Validator::none);
  }

  private Listener.Begin beginning(Fitting fitting) {
    return new Listener.Begin(
        fit.epochs(),
        (long) fitting.epochUpdates() * fit.epochs(),
        (long) fitting.epochExamples() * fit.epochs());
  }

  private Optional<Checkpointing> checkpointing(FitInfo info, Deciders deciders) {
    return fit.checkpoints()
        .map(
            policy ->
                new Checkpointing(
                    policy, info, start, history, best -> checkpoint(deciders, best)));
  }

  private Checkpoint checkpoint(Deciders deciders, double best) {
    FitState now =
        new FitState(
            start.epochsBefore(),
            history.build(model.trainer().execution()),
            history.unfinished(),
            deciders.memories(),
            deciders.stopReasons(),
            best);
    return model.checkpoint(terms.orElseThrow(), now);
  }

  private History train(FitRun run) {
    try {
      run.train();
      model.finish();
      run.deciders().onFitEnd();
    } finally {
      model
          .past()
          .end(
              run.epochsBefore() + history.endedEpochs(),
              history.build(model.trainer().execution()));
    }
    return model.past().last();
  }
}
