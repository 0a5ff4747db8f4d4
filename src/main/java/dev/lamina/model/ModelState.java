package dev.lamina.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.data.Dataset;
import dev.lamina.data.Pipeline;
import dev.lamina.engine.Device;
import dev.lamina.engine.Evaluator;
import dev.lamina.engine.Inference;
import dev.lamina.engine.MemoryUse;
import dev.lamina.engine.Trainer;
import dev.lamina.engine.Training;
import dev.lamina.engine.TrainingRuns;
import dev.lamina.engine.TrainingRuns.RunReport;
import dev.lamina.layer.FloatArray;
import dev.lamina.persist.Checkpoint;
import dev.lamina.prepare.Preparation;
import dev.lamina.spec.Specs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model's state: weights, what the optimizer remembers and the forward pass in native memory, and
 * the fits so far. Only who holds the {@link ModelLock} may change it.
 */
final class ModelState implements AutoCloseable {
  private final Functional network;
  private final Settings settings;
  private final Training training;
  private final Device device;
  private final Trainer trainer;

  private final List<History> fits = new ArrayList<>();
  private int epochs;
  private TrainedOn data = TrainedOn.nothing();
  private Optional<Preparation> preparation = Optional.empty();

  private @Nullable Forward forward;

  /** The forward pass while its weights are those of now, else null. */
  private volatile @Nullable Forward fresh;

  /** The forward pass, to predict and to evaluate with. */
  private record Forward(Inference inference, Evaluator evaluator) {}

  /**
   * The state before the first fit.
   *
   * @param start the network, with weights that it begins with; the others are drawn
   */
  ModelState(Pretrained start, Settings settings) {
    this.network = start.network();
    this.settings = settings;
    this.training = new Training(network, settings.optimizer(), settings.objectives());
    this.device = settings.device().resolve();
    this.trainer =
        new Trainer(
            training,
            device,
            settings.jit(),
            settings.seed(),
            start.initialWeights(settings.seed()));
  }

  Functional network() {
    return network;
  }

  long updates() {
    return trainer.updates();
  }

  Map<String, FloatArray> weights() {
    return trainer.weights();
  }

  Settings settings() {
    return settings;
  }

  Training training() {
    return training;
  }

  /** As resolved. */
  Device device() {
    return device;
  }

  Trainer trainer() {
    return trainer;
  }

  /** How many epochs there were, over all fits. */
  int epochs() {
    return epochs;
  }

  /** What each fit was like. */
  List<History> fits() {
    return List.copyOf(fits);
  }

  /** What the last fit was like. */
  History lastFit() {
    return fits.get(fits.size() - 1);
  }

  /** What was learned of a table's columns, if the model is of a table's rows. */
  Optional<Preparation> preparation() {
    return preparation;
  }

  /** Says what was learned of a table's columns, to be saved from now on. */
  void preparation(Preparation prepared) {
    preparation = Optional.of(prepared);
  }

  /** What the last fit was trained on. */
  TrainedOn data() {
    return data;
  }

  /** Begins a fit on these data. */
  void beginFit(TrainedOn on) {
    data = on;
  }

  /** Makes the updates of a fit's next run. */
  RunReport run(TrainingRuns updates) {
    fresh = null;
    return updates.next();
  }

  /** Finishes a fit: what the optimizer averages of weights becomes the weights, if it does so. */
  void finish() {
    trainer.finish();
    fresh = null;
  }

  /** Ends a fit, after so many epochs over all fits. */
  void endFit(int epochsSoFar, History fit) {
    epochs = epochsSoFar;
    fits.add(fit);
  }

  /** The learning rate of the next update; NaN if it follows a schedule. */
  float learningRate() {
    return trainer.rate();
  }

  /** Sets the learning rate of all updates from now on. */
  void learningRate(float rate) {
    trainer.rate(rate);
  }

  /** Sets the weights. */
  void assign(Map<String, FloatArray> weights) {
    fresh = null;
    trainer.assign(weights);
  }

  /** Becomes what it was before its first fit. */
  void reset() {
    fresh = null;
    trainer.reset();
    epochs = 0;
    data = TrainedOn.nothing();
    fits.clear();
  }

  /**
   * Becomes what was saved.
   *
   * @throws dev.lamina.io.FileException if that has other numbers; the state stays as it is
   */
  void take(ModelCheckpoint saved) {
    saved.check(training.variables());
    fresh = null;
    trainer.resume(saved.values(), saved.updates(), saved.learningRate());
    epochs = saved.epochs();
    saved.preparation().ifPresent(this::preparation);
    data = TrainedOn.written(saved.setup().data());
    fits.clear();
    fits.addAll(saved.fits());
  }

  /** Becomes what was saved during a fit, to go on with it: the last fit is yet to end. */
  void resume(ModelCheckpoint saved) {
    take(saved);
    fits.remove(fits.size() - 1);
  }

  /**
   * What the bits of a fit depend on.
   *
   * @param specs know every type in the model
   * @param trainedOn the data, as {@link TrainedOn} describes them
   */
  FitSetup setup(Specs specs, JsonNode trainedOn, List<Callback> callbacks) {
    JsonNode spec = CheckpointJson.parse(TrainingSpec.of(network(), settings).write(specs));
    return FitSetup.of(spec, device, settings.jit(), trainedOn, callbacks);
  }

  /** The state between two fits. */
  Checkpoint checkpoint(FitSetup setup) {
    return checkpoint(setup, epochs, fits, Optional.empty(), List.of());
  }

  /**
   * The state during a fit.
   *
   * @param history of the fit so far
   * @param kept the weights that its callbacks keep
   */
  Checkpoint checkpoint(
      FitSetup setup, FitState fit, History history, List<Map<String, FloatArray>> kept) {
    List<History> all = new ArrayList<>(fits);
    all.add(history);
    int epochsSoFar = fit.epochsBefore() + history.epochs().size();
    return checkpoint(setup, epochsSoFar, all, Optional.of(fit), kept);
  }

  private Checkpoint checkpoint(
      FitSetup setup,
      int epochsSoFar,
      List<History> histories,
      Optional<FitState> fit,
      List<Map<String, FloatArray>> kept) {
    return new ModelCheckpoint(
            setup,
            preparation,
            epochsSoFar,
            trainer.updates(),
            trainer.rate(),
            trainer.values(),
            histories,
            fit,
            kept)
        .written();
  }

  /** Examples to evaluate again and again, of which so many bytes may stay in memory. */
  Evaluator.Slices slices(Dataset examples, long memory) {
    return forward().evaluator().slices(examples, memory);
  }

  /** The loss and the metrics on some examples. */
  Evaluation evaluate(Evaluator.Slices examples) {
    return Evaluation.of(forward().evaluator().evaluate(examples));
  }

  /** The loss and the metrics on the examples of a pipeline. */
  Evaluation evaluate(Pipeline examples) {
    return Evaluation.of(forward().evaluator().evaluate(examples));
  }

  /** Predicts with the weights of now, which nobody changes while it is used. */
  Inference inference() {
    return forward().inference();
  }

  /** What is held in native memory, for training and for predictions. */
  synchronized MemoryUse memory() {
    MemoryUse training = trainer.memory();
    return forward == null ? training : training.plus(forward.inference().memory());
  }

  private Forward forward() {
    Forward ready = fresh;
    return ready == null ? refreshed() : ready;
  }

  private synchronized Forward refreshed() {
    Forward ready = fresh;
    if (ready == null) {
      ready = forward;
      if (ready == null) {
        Inference inference = Inference.of(network, trainer.weights(), device);
        ready = new Forward(inference, new Evaluator(inference, training));
        forward = ready;
      } else {
        ready.inference().assign(trainer.weights());
      }
      fresh = ready;
    }
    return ready;
  }

  @Override
  public void close() {
    trainer.close();
    if (forward != null) {
      forward.inference().close();
    }
  }
}
