package dev.lamina.model;

import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.engine.BareRun;
import dev.lamina.engine.Device;
import dev.lamina.engine.Fitting;
import dev.lamina.engine.Inference;
import dev.lamina.engine.Trainer;
import dev.lamina.engine.Training;
import dev.lamina.layer.ShapeException;
import dev.lamina.network.Sequential;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A network with weights, and what is needed to train them. Made by {@link Sequential#compile};
 * holds native memory until it is closed, that of the examples it was last trained on included, so
 * that training on them again begins at once.
 *
 * <p>One thread at a time may train or evaluate a model. Any number may predict at once, but not
 * during a training.
 */
public final class Model implements AutoCloseable {
  private final Sequential network;
  private final Settings settings;
  private final Training training;
  private final Device device;
  private final Trainer trainer;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  private @Nullable Inference inference;
  private boolean inferenceIsStale = true;
  private int epochs;
  private boolean closed;

  private Model(Sequential network, Settings settings, Training training, Device device) {
    this.network = network;
    this.settings = settings;
    this.training = training;
    this.device = device;
    this.trainer =
        new Trainer(
            training,
            device,
            settings.jit(),
            settings.seed(),
            network.initialWeights(settings.seed()));
  }

  /**
   * A model of the network.
   *
   * @throws ShapeException if the loss cannot take the network's output
   * @throws dev.lamina.engine.DeviceException if this machine has no such device
   */
  public static Model of(Sequential network, Settings settings) {
    settings.loss().targetShape(network.outputShape());
    Training training =
        new Training(network, settings.optimizer(), settings.loss(), settings.metrics());
    return new Model(network, settings, training, settings.device().resolve());
  }

  /** The network. */
  public Sequential network() {
    return network;
  }

  /** The settings that the model was compiled with. */
  public Settings settings() {
    return settings;
  }

  /** Where the model lives. */
  public Device device() {
    return device;
  }

  /** How many epochs the model was trained for, over all calls of fit. */
  public int epochs() {
    return epochs;
  }

  /**
   * Trains the model; a second call goes on where the first left off. A thread that is interrupted
   * stops after the chunk of updates under way and keeps what was learned so far.
   *
   * @param batches what to train on
   * @param fit for how long
   * @throws ShapeException if the network or the loss takes other examples; names both shapes
   * @throws dev.lamina.data.DataException if the data is empty, has NaN or infinite inputs or
   *     targets the loss cannot take
   * @throws IllegalStateException if the model is closed or another thread uses it
   */
  public History fit(Batches batches, Fit fit) {
    return alone("fit", () -> train(batches, fit));
  }

  private History train(Batches batches, Fit fit) {
    HistoryBuilder history = new HistoryBuilder(settings.metrics(), fit, epochs);
    try (Fitting fitting = trainer.begin(batches, epochs, fit.epochs(), fit.memory())) {
      fit.listeners().forEach(listener -> listener.onBegin(begin(fitting, fit)));
      boolean interrupted = false;
      try {
        while (fitting.hasNext() && !interrupted) {
          inferenceIsStale = true;
          history.add(fitting.run());
          interrupted = fitting.hasNext() && Thread.interrupted();
        }
        trainer.finish();
      } finally {
        epochs += history.endedEpochs();
        inferenceIsStale = true;
        fit.listeners().forEach(Listener::onEnd);
      }
      return history.build(fitting.loadSeconds(), interrupted, trainer.execution());
    }
  }

  private static Listener.Begin begin(Fitting fitting, Fit fit) {
    return new Listener.Begin(
        fit.epochs(),
        (long) fitting.epochUpdates() * fit.epochs(),
        (long) fitting.epochExamples() * fit.epochs());
  }

  /**
   * Takes the model back to where it was when it was compiled: its first weights, no memory of the
   * optimizer's, no updates and no epochs. What is compiled stays, so the same training after it
   * gives the same bits in less time.
   *
   * @throws IllegalStateException if the model is closed or another thread uses it
   */
  public void reset() {
    alone(
        "reset",
        () -> {
          trainer.reset();
          epochs = 0;
          inferenceIsStale = true;
          return this;
        });
  }

  /**
   * The loss and the metrics over a data set.
   *
   * @throws ShapeException if the network or the loss takes other examples; names both shapes
   * @throws dev.lamina.data.DataException if the data is empty, has NaN or infinite inputs or
   *     targets the loss cannot take
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public Evaluation evaluate(Dataset data) {
    return predicting(
        "evaluate",
        forward -> {
          Inference.Score score = forward.evaluate(data);
          Map<String, Double> metrics =
              EpochSums.values(settings.metrics(), score.totals(), score.examples());
          return new Evaluation(score.examples(), score.loss(), metrics);
        });
  }

  /** As {@link #evaluate(Dataset)}; how the data is cut into batches makes no difference. */
  public Evaluation evaluate(Batches batches) {
    return evaluate(batches.dataset());
  }

  /**
   * The prediction for one example.
   *
   * @param example row-major, of the network's input shape
   * @return row-major, of the network's output shape
   * @throws ShapeException if the example has another size
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public float[] predict(float... example) {
    if (example.length != network.inputShape().size()) {
      throw new ShapeException(
          "The network takes %d numbers per example, but got %d; give one whole example, or a data set of many."
              .formatted(network.inputShape().size(), example.length));
    }
    return predicting("predict", forward -> forward.predict(example));
  }

  /**
   * The predictions for a data set, in its order.
   *
   * @return one row-major prediction for each example
   * @throws ShapeException if the network takes other inputs
   * @throws dev.lamina.data.DataException if the data is empty or has NaN or infinite inputs
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public float[][] predict(Dataset data) {
    float[] all = predicting("predict", forward -> forward.predict(data));
    int width = Math.toIntExact(network.outputShape().size());
    float[][] rows = new float[data.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
    }
    return rows;
  }

  /**
   * Measures what one prediction costs in TensorFlow alone: the forward pass with a tensor that is
   * filled once and a runner that is made once, which gives nothing back. The yardstick of {@link
   * #predict(float...)}, and of no other use.
   *
   * @param example row-major, of the network's input shape
   * @param measure is given the run, and may repeat it
   */
  public <T> T bareRunLatency(float[] example, Function<Runnable, T> measure) {
    return predicting(
        "bareRunLatency",
        forward -> {
          try (BareRun run = forward.bareRun(example)) {
            return measure.apply(run::run);
          }
        });
  }

  /** The weights by name, such as {@code dense/kernel}: row-major copies. */
  public Map<String, float[]> weights() {
    return shared("weights", this::currentWeights);
  }

  private Map<String, float[]> currentWeights() {
    Map<String, float[]> values = trainer.values();
    Map<String, float[]> weights = new LinkedHashMap<>();
    network
        .weightNames()
        .forEach(name -> weights.put(name, Objects.requireNonNull(values.get(name)).clone()));
    return weights;
  }

  private <T> T predicting(String call, Function<Inference, T> use) {
    return shared(call, () -> use.apply(inference()));
  }

  /**
   * The forward pass with the weights of now. Under the shared lock, so that no training changes
   * them.
   */
  private synchronized Inference inference() {
    if (inference == null) {
      inference = new Inference(training, device);
    }
    if (inferenceIsStale) {
      inference.assign(currentWeights());
      inferenceIsStale = false;
    }
    return inference;
  }

  private <T> T shared(String call, Supplier<T> use) {
    if (!lock.readLock().tryLock()) {
      throw busy(call);
    }
    try {
      checkOpen(call);
      return use.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private <T> T alone(String call, Supplier<T> use) {
    if (lock.isWriteLockedByCurrentThread() || !lock.writeLock().tryLock()) {
      throw busy(call);
    }
    try {
      checkOpen(call);
      return use.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static IllegalStateException busy(String call) {
    return new IllegalStateException(
        "%s was called while the model is in use elsewhere; wait for the other call to end, or compile a model for each thread."
            .formatted(call));
  }

  private void checkOpen(String call) {
    if (closed) {
      throw new IllegalStateException(
          "%s was called on a closed model; compile the network again to get a new one."
              .formatted(call));
    }
  }

  /**
   * Frees the native memory. Closing twice does nothing.
   *
   * @throws IllegalStateException if another thread uses the model
   */
  @Override
  public void close() {
    if (lock.isWriteLockedByCurrentThread() || !lock.writeLock().tryLock()) {
      throw busy("close");
    }
    try {
      if (!closed) {
        closed = true;
        trainer.close();
        if (inference != null) {
          inference.close();
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
