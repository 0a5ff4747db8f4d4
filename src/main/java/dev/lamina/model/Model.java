package dev.lamina.model;

import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.engine.Device;
import dev.lamina.engine.EvaluationData;
import dev.lamina.engine.ExampleRun;
import dev.lamina.engine.Fitting;
import dev.lamina.engine.Inference;
import dev.lamina.engine.RunReport;
import dev.lamina.engine.Trainer;
import dev.lamina.engine.Training;
import dev.lamina.layer.ShapeException;
import dev.lamina.network.Sequential;
import dev.lamina.persist.Checkpoint;
import dev.lamina.persist.Export;
import dev.lamina.persist.FloatArray;
import dev.lamina.persist.SavedModelExport;
import dev.lamina.spec.Specs;
import dev.lamina.train.metric.ConfusionMatrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * A network with weights, and what is needed to train them. Made by {@link Sequential#compile};
 * holds native memory until it is closed, that of the examples it was last trained on included, so
 * that training on them again begins at once.
 *
 * <p>One thread at a time may train or evaluate a model. Any number may predict at once, but not
 * during a training.
 */
public final class Model implements AutoCloseable {
  /** Comes before the names of values on validation data. */
  private static final String VALIDATION = "val_";

  private final Sequential network;
  private final Settings settings;
  private final Training training;
  private final Device device;
  private final Trainer trainer;
  private final Turns turns = new Turns();

  private @Nullable Inference inference;

  /** The inference while its weights are those of now, else null. */
  private volatile @Nullable Inference fresh;

  private int epochs;

  private final Trainee trainee =
      new Trainee() {
        @Override
        public Sequential network() {
          return network;
        }

        @Override
        public long updates() {
          return trainer.updates();
        }

        @Override
        public RunReport run(Fitting fitting) {
          fresh = null;
          return fitting.run();
        }

        @Override
        public float learningRate() {
          return trainer.rate();
        }

        @Override
        public void learningRate(float rate) {
          trainer.rate(rate);
        }

        @Override
        public Map<String, float[]> weights() {
          return trainer.weights();
        }

        @Override
        public void restore(Map<String, float[]> weights) {
          assign(weights);
        }
      };

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
   * @throws ShapeException if the loss or a metric cannot take the network's output
   * @throws dev.lamina.engine.DeviceException if this machine has no such device
   */
  public static Model of(Sequential network, Settings settings) {
    Training training =
        new Training(network, settings.optimizer(), settings.loss(), settings.metrics());
    return new Model(network, settings, training, settings.device().resolve());
  }

  /**
   * The model that was saved in a folder, to be trained on as if nothing had happened.
   *
   * @throws dev.lamina.io.FileException if there is none, or if it is damaged or of a later version
   *     of Lamina
   */
  public static Model load(Path folder) {
    return load(folder, TrainingSpec.specs(), settings -> settings);
  }

  /**
   * As {@link #load(Path)}.
   *
   * @param specs know every type in the model, such as layers of a user's own
   * @param placed chooses the device and how to run
   */
  public static Model load(Path folder, Specs specs, UnaryOperator<Settings> placed) {
    ModelCheckpoint saved = ModelCheckpoint.read(specs, Checkpoint.read(folder));
    Model model = of(saved.spec().sequential(), placed.apply(saved.spec().settings()));
    try {
      saved.check(model.trainer.shapes());
      model.trainer.resume(saved.values(), saved.updates(), saved.learningRate());
      model.epochs = saved.epochs();
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Saves everything that training needs to go on: the network and its settings, weights, what the
   * optimizer remembers, how many updates and epochs there were.
   *
   * @param folder made if it is not there; an earlier checkpoint in it gives way once this one is
   *     whole
   * @throws dev.lamina.io.FileException if that fails
   * @throws dev.lamina.spec.SpecException if the model has types of a user's own
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public void save(Path folder) {
    save(folder, TrainingSpec.specs());
  }

  /**
   * As {@link #save(Path)}.
   *
   * @param specs know every type in the model, such as layers of a user's own
   */
  public void save(Path folder, Specs specs) {
    turns
        .shared(
            "save",
            () ->
                new ModelCheckpoint(
                        TrainingSpec.of(network, settings),
                        epochs,
                        trainer.updates(),
                        trainer.rate(),
                        trainer.values())
                    .written(specs, trainer.shapes()))
        .write(folder);
  }

  /** Exports the forward pass as a SavedModel into a folder that is not there yet. */
  public void export(Path folder) {
    export(folder, Export.standard());
  }

  /**
   * Exports the forward pass as a SavedModel, which TensorFlow in any language loads.
   *
   * @throws dev.lamina.io.FileException if the folder is there and not to be overwritten, or if
   *     writing fails; nothing is left behind
   * @throws ShapeException if there are labels and the network does not give one number for each
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public void export(Path folder, Export export) {
    Map<String, Shape> shapes = trainer.shapes();
    Map<String, FloatArray> arrays = new LinkedHashMap<>();
    weights()
        .forEach(
            (name, numbers) ->
                arrays.put(
                    name, new FloatArray(Objects.requireNonNull(shapes.get(name)), numbers)));
    SavedModelExport.write(folder, network, arrays, export);
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
   * Trains the model; a second call goes on where the first left off, with the optimizer's memory
   * and the numbers of epochs and updates. A thread that is interrupted stops after the chunk of
   * updates under way and keeps what was learned so far; so does a training that a listener or a
   * callback ends by an exception.
   *
   * <p>A loss that becomes NaN or infinite does not end a training, as in Keras; the callback
   * {@code terminateOnNaN} does that.
   *
   * @param batches what to train on
   * @param fit for how long, with what beside it
   * @throws ShapeException if the network or the loss takes other examples; names both shapes
   * @throws dev.lamina.data.DataException if the data is empty, has NaN or infinite inputs or
   *     targets the loss cannot take
   * @throws IllegalArgumentException if a callback cannot work in this fit
   * @throws IllegalStateException if the model is closed or another thread uses it
   */
  public History fit(Batches batches, Fit fit) {
    return turns.alone("fit", () -> train(batches, fit));
  }

  private History train(Batches batches, Fit fit) {
    Batches seen = fit.validation().training(batches);
    HistoryBuilder history = new HistoryBuilder(training, epochs);
    try (Deciders deciders = Deciders.begin(fit.callbacks(), fitInfo(seen, fit), trainee);
        Validator validator = validator(fit.validation().examples(batches), fit.memory());
        Fitting fitting = trainer.begin(seen, epochs, fit.epochs(), fit.memory(), fit.pauses());
        Audience audience = Audience.begin(fit.listeners(), begin(fitting, fit))) {
      history.loaded(fitting.loadSeconds());
      FitRun run =
          new FitRun(
              fit.epochs(), epochs, trainee, fitting, history, validator, audience, deciders);
      boolean interrupted = run.train();
      trainer.finish();
      fresh = null;
      deciders.onFitEnd();
      String reason = interrupted ? "the thread was interrupted" : deciders.stopReason();
      return history.build(interrupted, reason, trainer.execution());
    } finally {
      epochs += history.endedEpochs();
    }
  }

  private FitInfo fitInfo(Batches batches, Fit fit) {
    List<String> names = new ArrayList<>(List.of(Evaluation.LOSS));
    settings.metrics().forEach(metric -> names.add(metric.name()));
    if (!(fit.validation() instanceof Validation.None)) {
      List.copyOf(names).forEach(name -> names.add(VALIDATION + name));
    }
    return new FitInfo(
        epochs + 1, fit.epochs(), batches.batchesPerEpoch(), trainer.rate(), names, trainee);
  }

  private Validator validator(Optional<Dataset> examples, long memory) {
    return examples.map(data -> validator(data, memory)).orElseGet(Validator::none);
  }

  private Validator validator(Dataset examples, long memory) {
    EvaluationData data = inference().evaluationData(examples, memory);
    return new Validator() {
      @Override
      public Map<String, Double> values() {
        return evaluation(inference().evaluate(data)).values(VALIDATION);
      }

      @Override
      public void close() {
        data.close();
      }
    };
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
    turns.alone(
        "reset",
        () -> {
          trainer.reset();
          epochs = 0;
          fresh = null;
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
    return predicting("evaluate", forward -> evaluation(forward.evaluate(data)));
  }

  private Evaluation evaluation(Inference.Score score) {
    return new Evaluation(
        score.examples(), score.loss(), training.values(score.totals(), score.examples()));
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
   * Counts how often examples of each class are predicted as which class.
   *
   * <p>The class of a prediction is its largest value or, of a network with a single output,
   * whether that is above 0.5; so such a network must not end in logits. A target is a class
   * number, or a vector whose largest value counts.
   *
   * @throws ShapeException if the network takes other inputs
   * @throws IllegalArgumentException if the targets are no classes of the network; names the
   *     example
   * @throws dev.lamina.data.DataException if the data is empty or has NaN or infinite inputs
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public ConfusionMatrix confusionMatrix(Dataset data) {
    float[][] predictions = predict(data);
    int[] order = data.order(0);
    float[][] targets = new float[order.length][Math.toIntExact(data.yShape().size())];
    for (int i = 0; i < order.length; i++) {
      data.readY(order[i], 1, targets[i]);
    }
    return ConfusionMatrix.of(targets, predictions);
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
          try (ExampleRun run = forward.bareRun(example)) {
            return measure.apply(run::run);
          }
        });
  }

  /** The weights by name, such as {@code dense/kernel}: row-major copies. */
  public Map<String, float[]> weights() {
    return turns.shared("weights", trainer::weights);
  }

  /**
   * Sets all weights; what the optimizer remembers stays as it is.
   *
   * @param weights row-major by name, as {@link #weights} gives them
   * @throws IllegalArgumentException if a weight is missing, unknown or of another size; names all
   *     such
   * @throws IllegalStateException if the model is closed or another thread uses it
   */
  public void setWeights(Map<String, float[]> weights) {
    GivenWeights.check(network, weights);
    turns.alone(
        "setWeights",
        () -> {
          assign(weights);
          return this;
        });
  }

  private void assign(Map<String, float[]> weights) {
    fresh = null;
    trainer.assign(weights);
  }

  private <T> T predicting(String call, Function<Inference, T> use) {
    return turns.shared(call, () -> use.apply(inference()));
  }

  /**
   * The forward pass with the weights of now. Under the shared lock, so that no training changes
   * them.
   */
  private Inference inference() {
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

  /**
   * Frees the native memory. Closing twice does nothing.
   *
   * @throws IllegalStateException if another thread uses the model
   */
  @Override
  public void close() {
    turns.end(
        () -> {
          trainer.close();
          if (inference != null) {
            inference.close();
          }
        });
  }
}
