package dev.lamina.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.engine.Device;
import dev.lamina.engine.Fitting;
import dev.lamina.engine.Inference;
import dev.lamina.engine.RunReport;
import dev.lamina.engine.Trainer;
import dev.lamina.engine.Training;
import dev.lamina.network.Sequential;
import dev.lamina.persist.Checkpoint;
import dev.lamina.spec.Specs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model's state in native memory: weights, what the optimizer remembers, the forward pass with
 * the weights of now, and what fits there were. Who has the turn, see {@link Turns}, may change it.
 */
final class Trainee implements ModelView, AutoCloseable {
  private final Settings settings;
  private final Training training;
  private final Device device;
  private final Trainer trainer;
  private final Past past = new Past();

  private @Nullable Inference inference;

  /** The inference while its weights are those of now, else null. */
  private volatile @Nullable Inference fresh;

  /**
   * A trainee that was not trained yet.
   *
   * @param device as resolved
   * @param weights that it begins with, row-major by name
   */
  Trainee(Training training, Settings settings, Device device, Map<String, float[]> weights) {
    this.settings = settings;
    this.training = training;
    this.device = device;
    this.trainer = new Trainer(training, device, settings.jit(), settings.seed(), weights);
  }

  @Override
  public Sequential network() {
    return training.network();
  }

  @Override
  public long updates() {
    return trainer.updates();
  }

  @Override
  public Map<String, float[]> weights() {
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

  /** What fits there were. */
  Past past() {
    return past;
  }

  /** Makes the updates of a fit's next run. */
  RunReport run(Fitting fitting) {
    fresh = null;
    return fitting.run();
  }

  /** Ends a fit: what the optimizer averages of weights becomes the weights, if it does so. */
  void finish() {
    trainer.finish();
    fresh = null;
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
  void assign(Map<String, float[]> weights) {
    fresh = null;
    trainer.assign(weights);
  }

  /** Becomes what it was before its first fit. */
  void reset() {
    fresh = null;
    trainer.reset();
    past.clear();
  }

  /**
   * Becomes what was saved.
   *
   * @throws dev.lamina.io.FileException if that has other numbers; the state stays as it is
   */
  void take(ModelCheckpoint saved) {
    saved.check(trainer.shapes());
    fresh = null;
    trainer.resume(saved.values(), saved.updates(), saved.learningRate());
    past.take(saved);
  }

  /** Becomes what was saved during a fit, to go on with it. */
  void resume(ModelCheckpoint saved) {
    take(saved);
    past.resumeLast();
  }

  /**
   * What the bits of a fit depend on.
   *
   * @param specs know every type in the model
   * @param data it is trained on
   */
  Terms terms(Specs specs, JsonNode data, List<Callback> callbacks) {
    JsonNode spec = CheckpointJson.parse(TrainingSpec.of(network(), settings).write(specs));
    return Terms.of(spec, device, settings.jit(), data, callbacks);
  }

  /** The state between two fits. */
  Checkpoint checkpoint(Terms terms) {
    return checkpoint(terms, past.epochs(), past.fits(), Optional.empty());
  }

  /** The state during a fit. */
  Checkpoint checkpoint(Terms terms, FitState fit) {
    return checkpoint(
        terms,
        fit.epochsBefore() + fit.endedEpochs(),
        past.fitsAnd(fit.history()),
        Optional.of(fit));
  }

  private Checkpoint checkpoint(
      Terms terms, int epochs, List<History> fits, Optional<FitState> fit) {
    return new ModelCheckpoint(
            terms, epochs, trainer.updates(), trainer.rate(), trainer.values(), fits, fit)
        .written(trainer.shapes());
  }

  /** The loss and the metrics of a score. */
  Evaluation evaluation(Inference.Score score) {
    return new Evaluation(
        score.examples(), score.loss(), training.values(score.totals(), score.examples()));
  }

  /** The forward pass with the weights of now, which nobody changes while it is used. */
  Inference inference() {
    Inference ready = fresh;
    return ready == null ? refreshed() : ready;
  }

  private synchronized Inference refreshed() {
    Inference ready = fresh;
    if (ready == null) {
      ready = inference == null ? new Inference(training, device) : inference;
      inference = ready;
      ready.assign(trainer.weights());
      fresh = ready;
    }
    return ready;
  }

  @Override
  public void close() {
    trainer.close();
    if (inference != null) {
      inference.close();
    }
  }
}
