package dev.lamina.model;

import dev.lamina.data.Batches;
import dev.lamina.data.Dataset;
import dev.lamina.data.Feed;
import dev.lamina.data.Pipeline;
import dev.lamina.engine.Device;
import dev.lamina.engine.Evaluator;
import dev.lamina.engine.Inference;
import dev.lamina.engine.Inspector;
import dev.lamina.engine.MemoryUse;
import dev.lamina.io.FileException;
import dev.lamina.io.Reading;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.layer.Weight;
import dev.lamina.model.Callback.FitInfo.ModelView;
import dev.lamina.model.callback.Callbacks;
import dev.lamina.model.callback.Terminal;
import dev.lamina.network.PlacedLayer;
import dev.lamina.persist.Export;
import dev.lamina.persist.Safetensors;
import dev.lamina.prepare.Preparation;
import dev.lamina.spec.Specs;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.loss.TargetRange;
import dev.lamina.train.metric.ClassNumbers;
import dev.lamina.train.metric.ConfusionMatrix;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.tensorflow.ndarray.Shape;

/**
 * A network with weights, and what is needed to train them. Made by {@link Functional#compile};
 * holds native memory until it is closed, that of the examples it was last trained on included, so
 * that training on them again begins at once. One that is forgotten is closed when Java collects
 * it, with a warning.
 *
 * <p>One thread at a time may train or evaluate a model. Any number may predict at once, but not
 * during a training.
 */
public final class Model implements AutoCloseable {
  /** How many examples a batch has where no size is given, as in Keras. */
  private static final int DEFAULT_BATCH = 32;

  private final ModelState state;
  private final ModelLock lock;

  private Model(ModelState state) {
    this.state = state;
    this.lock = new ModelLock(state::close);
  }

  /** What callbacks see, which may keep it: it holds the lock, so the model is not collected. */
  private record LockedView(Functional network, ModelState state, ModelLock lock)
      implements ModelView {
    @Override
    public long updates() {
      return lock.shared("updates", state::updates);
    }

    @Override
    public Map<String, FloatArray> weights() {
      return lock.shared("weights", state::weights);
    }
  }

  /**
   * A model of the network.
   *
   * @throws ShapeException if the loss or a metric cannot take the network's output
   * @throws dev.lamina.engine.DeviceException if this machine has no such device
   */
  public static Model of(Functional network, Settings settings) {
    return of(new Pretrained(network, Map.of()), settings);
  }

  /** A model that begins with the weights that are given, and draws the others. */
  static Model of(Pretrained pretrained, Settings settings) {
    return new Model(new ModelState(pretrained, settings));
  }

  /**
   * The model that was saved in a folder, to be trained on as if nothing had happened. Of a folder
   * of {@link Checkpoints}, the newest one.
   *
   * @throws FileException if there is none, or if it is damaged or of a later version of Lamina
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
    ModelCheckpoint saved = ModelCheckpoint.read(folder, () -> Checkpoints.chosen(folder));
    TrainingSpec spec = saved.spec(folder, specs);
    Reading.of(folder, FileException::new, () -> saved.checked(spec));
    Model model = of(spec.functional(), placed.apply(spec.settings()));
    try {
      model.state.take(saved);
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Saves everything that training needs to go on: the network and its settings, weights, what the
   * optimizer remembers, how many updates and epochs there were, the history, and checksums of the
   * data. {@link Checkpoints} save what a fit under way needs beside that.
   *
   * @param folder made if it is not there; an earlier checkpoint in it gives way once this one is
   *     whole
   * @throws FileException if that fails
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
    lock.shared(
            "save",
            () -> state.checkpoint(state.setup(specs, state.data().nodeIfReadable(), List.of())))
        .write(folder);
  }

  /**
   * Exports the forward pass as a SavedModel into a folder that is not there yet; with the names of
   * the {@link #classes}, if there are any.
   */
  public void export(Path folder) {
    export(folder, Export.standard());
  }

  /**
   * Exports the forward pass as a SavedModel, which TensorFlow in any language loads; with {@link
   * Export#VERSIONED} as the next version in the folder.
   *
   * @throws FileException if the folder is there and not to be overwritten, or if writing fails;
   *     nothing is left behind
   * @throws ShapeException if there are labels and the network does not give one number for each
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public void export(Path folder, Export export) {
    export.labelsIfNone(classes(), network()).write(folder, network(), weights());
  }

  /** The names of the classes of the data set that it was last trained on; empty without names. */
  public List<String> classes() {
    return state.data().classes();
  }

  /** What was learned of a table's columns, if the model is or was a {@link TableModel}'s. */
  public Optional<Preparation> preparation() {
    return lock.shared("preparation", state::preparation);
  }

  /** Says that the model is of a table's rows; it saves what was learned of the columns. */
  void preparation(Preparation prepared) {
    lock.alone(
        "preparation",
        () -> {
          state.preparation(prepared);
          return this;
        });
  }

  /** The network. */
  public Functional network() {
    return state.network();
  }

  /** The settings that the model was compiled with. */
  public Settings settings() {
    return state.settings();
  }

  /** Where the model lives. */
  public Device device() {
    return state.device();
  }

  /**
   * What the model holds in native memory: nothing before the first training, prediction or
   * evaluation, and nothing once it is closed.
   *
   * @throws IllegalStateException if another thread trains it
   */
  public MemoryUse memory() {
    return lock.closed() ? MemoryUse.NOTHING : lock.shared("memory", state::memory);
  }

  /** The network's layers at their places, in their order. */
  public List<PlacedLayer> layers() {
    return network().layers();
  }

  /** The network's layers, shapes and weights as a table, as {@code Network.summary}. */
  public String summary() {
    return network().summary();
  }

  /** How many epochs the model was trained for, over all calls of fit. */
  public int epochs() {
    return state.epochs();
  }

  /** What the training was like so far, over all calls of fit, those before a save included. */
  public History history() {
    return lock.shared("history", () -> History.of(state.fits()));
  }

  /**
   * Trains the model; a second call goes on where the first left off, with the optimizer's memory
   * and the numbers of epochs and updates. A thread that is interrupted stops after the chunk of
   * updates under way, or before the first, and keeps what was learned so far; the history says
   * that it was, and its interrupt is over; so does a training that a listener or a callback ends
   * by an exception.
   *
   * <p>A loss that becomes NaN or infinite does not end a training, as in Keras; the callback
   * {@code terminateOnNaN} does that.
   *
   * @param feed what to train on, cut into batches: a data set's or a pipeline's
   * @param fit for how long, with what beside it
   * @return what this fit was like, from its beginning if it was resumed
   * @throws ShapeException if the network or the loss takes other examples; names both shapes
   * @throws dev.lamina.data.DataException if the data is empty, has NaN or infinite inputs or
   *     targets the loss cannot take, or a pipeline cannot be read; the model keeps what was
   *     learned so far
   * @throws IllegalArgumentException if a callback cannot work in this fit
   * @throws dev.lamina.io.FileException if a checkpoint cannot be saved, in which case the model
   *     keeps what was learned so far; or, before anything is trained, if there is one from which
   *     the fit is not to go on, or it is damaged or of another fit, or another training saves to
   *     the folder
   * @throws dev.lamina.spec.SpecException if checkpoints are to be saved and their specs do not
   *     know a type of a user's own
   * @throws IllegalStateException if the model is closed or another thread uses it
   */
  public History fit(Feed feed, Fit fit) {
    return lock.alone(
        "fit", () -> FitRun.of(state, new LockedView(network(), state, lock), feed, fit));
  }

  /**
   * As {@link #fit(Feed, Fit)}, in batches of 32. If the fit has no callbacks and standard error is
   * a terminal, it shows the progress there.
   */
  public History fit(Dataset data, Fit fit) {
    boolean shown = fit.callbacks().isEmpty() && Terminal.isThere();
    return fit(data.batch(DEFAULT_BATCH), shown ? fit.callback(Callbacks.progress()) : fit);
  }

  /** As {@link #fit(Feed, Fit)}, for so many epochs. */
  public History fit(Feed feed, int epochs) {
    return fit(feed, Fit.epochs(epochs));
  }

  /** As {@link #fit(Dataset, Fit)}, for so many epochs. */
  public History fit(Dataset data, int epochs) {
    return fit(data, Fit.epochs(epochs));
  }

  /**
   * Takes the model back to where it was when it was compiled: its first weights, no memory of the
   * optimizer's, no updates and no epochs. What is compiled stays, so the same training after it
   * gives the same bits in less time.
   *
   * @throws IllegalStateException if the model is closed or another thread uses it
   */
  public void reset() {
    lock.alone(
        "reset",
        () -> {
          state.reset();
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
    return lock.shared(
        "evaluate",
        () -> {
          try (Evaluator.Slices slices = state.slices(data, 0)) {
            return state.evaluate(slices);
          }
        });
  }

  /**
   * As {@link #evaluate(Dataset)}, of the examples of epoch 0 of a pipeline, of which some are in
   * memory at a time.
   */
  public Evaluation evaluate(Pipeline data) {
    return lock.shared("evaluate", () -> state.evaluate(data));
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
   * @throws dev.lamina.data.DataException if the network cannot take a number, such as NaN; names
   *     its place
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public float[] predict(float... example) {
    return predicting("predict", forward -> forward.predict(example));
  }

  /**
   * The predictions for a data set, in its order.
   *
   * @return one row-major prediction for each example; those of several outputs one after the
   *     other, as {@link #predictAll} tells apart
   * @throws ShapeException if the network takes other inputs
   * @throws dev.lamina.data.DataException if the data is empty or has NaN or infinite inputs
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public float[][] predict(Dataset data) {
    return predicting("predict", forward -> forward.predict(data));
  }

  /** As {@link #predict(Dataset)}, for the examples of epoch 0 of a pipeline. */
  public float[][] predict(Pipeline data) {
    return predicting("predict", forward -> forward.predict(data));
  }

  /** As {@link #predict(Dataset)}, for a row-major example in each row. */
  public float[][] predict(float[][] examples) {
    return predicting("predict", forward -> forward.predictRows(Dataset.ofInputs(examples)));
  }

  /** As {@link #predict(float[][])}, of doubles, which become floats. */
  public float[][] predict(double[][] examples) {
    return predicting("predict", forward -> forward.predictRows(Dataset.ofInputs(examples)));
  }

  /**
   * The predictions of a network with several inputs or outputs.
   *
   * @param inputs by name: an array of examples each, row-major, all equally many
   * @return by the outputs' names, a row-major prediction for each example
   * @throws IllegalArgumentException if there are no examples, or not equally many
   * @throws ShapeException if an input is missing, unknown or of another size; names it
   * @throws dev.lamina.data.DataException if there are NaN or infinite inputs
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public Map<String, float[][]> predict(Map<String, float[][]> inputs) {
    Map<String, Dataset> parts = new HashMap<>();
    inputs.forEach(
        (name, rows) -> {
          Shape shape = network().inputs().get(name).shape();
          parts.put(name, Dataset.ofInputs(rows).reshape(shape));
        });
    return predictAll(Dataset.zip(parts, Map.of()));
  }

  /**
   * The predictions for a data set, in its order, of a network with several outputs.
   *
   * @return by the outputs' names, a row-major prediction for each example
   * @throws ShapeException if the network takes other inputs
   * @throws dev.lamina.data.DataException if the data is empty or has NaN or infinite inputs
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public Map<String, float[][]> predictAll(Dataset data) {
    return network().outputs().split(predict(data));
  }

  /**
   * The class that is predicted for one example.
   *
   * @return as {@link #predictClasses}
   * @throws IllegalArgumentException as {@link #predictClasses}; see {@link #predict(float...)} too
   */
  public int predictClass(float... example) {
    checkOneVector("A class");
    return ClassNumbers.predicted(predict(example), threshold());
  }

  /**
   * The classes that are predicted for a data set, in its order.
   *
   * @return of each example the place of the prediction's largest value or, of a network that gives
   *     a single number, 1 if that is above 0.5, or above 0 if the loss takes logits or signs
   * @throws IllegalArgumentException if the network has several outputs or gives no vector
   * @throws ShapeException if the network takes other inputs
   * @throws dev.lamina.data.DataException if the data is empty or has NaN or infinite inputs
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public int[] predictClasses(Dataset data) {
    checkOneVector("A class");
    return Arrays.stream(predict(data))
        .mapToInt(values -> ClassNumbers.predicted(values, threshold()))
        .toArray();
  }

  /**
   * The name of the class that is predicted for one example.
   *
   * @throws IllegalStateException if the model has no names of {@link #classes}; see {@link
   *     #predictClass} too
   */
  public String predictLabel(float... example) {
    List<String> names = classes();
    int number = predictClass(example);
    if (number >= names.size()) {
      throw new IllegalStateException(
          "The model has no name for class %s, only %s; train it on data with classes(...), or take predictClass."
              .formatted(number, names));
    }
    return names.get(number);
  }

  private float threshold() {
    return state.training().objectives().get(0).loss().threshold();
  }

  /**
   * Counts how often examples of each class are predicted as which class.
   *
   * <p>The class of a prediction is its largest value or, of a network that gives a single number,
   * whether that is above 0.5, or above 0 if the loss takes logits or signs. A target is a class
   * number, or a vector of probabilities whose largest counts.
   *
   * @throws ShapeException if the network takes other inputs
   * @throws IllegalArgumentException if the network has several outputs or gives no vector, or the
   *     targets are no classes of it, as those of regressions and of several labels; names the
   *     example
   * @throws dev.lamina.data.DataException if the data is empty or has NaN or infinite inputs
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public ConfusionMatrix confusionMatrix(Dataset data) {
    checkOneVector("A confusion matrix");
    Loss loss = state.training().objectives().get(0).loss();
    TargetRange range = loss.targets(network().outputShape());
    float[][] predictions = predict(data);
    int[] order = data.order(0);
    float[][] targets = new float[order.length][Math.toIntExact(data.yShape().size())];
    for (int i = 0; i < order.length; i++) {
      data.readY(order[i], 1, targets[i]);
      for (int k = 0; k < targets[i].length; k++) {
        targets[i][k] = range.classOf(targets[i][k]);
      }
    }
    return ConfusionMatrix.of(targets, predictions, loss.threshold());
  }

  private void checkOneVector(String what) {
    if (network().outputs().list().size() > 1) {
      throw new IllegalArgumentException(
          "%s is of one output, but the network has %s; take one of predictAll(data), for a matrix by ConfusionMatrix.of(targets, predictions)."
              .formatted(what, network().outputs()));
    }
    if (network().outputShape().numDimensions() > 1) {
      throw new IllegalArgumentException(
          "%s is of one vector for each example, but the network gives %s; take predict(data), for a matrix by ConfusionMatrix.of(targets, predictions) with a row for each place."
              .formatted(what, Shapes.text(network().outputShape())));
    }
  }

  /**
   * What a layer gives for each example of a data set, in its order.
   *
   * @param layer its name in the network, such as {@code dense}
   * @return row-major, each of the layer's output shape
   * @throws IllegalArgumentException if there is no such layer; names the nearest
   * @throws ShapeException if the network takes other inputs
   * @throws dev.lamina.data.DataException if the data is empty or has NaN or infinite inputs
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public float[][] activations(Dataset data, String layer) {
    network().layer(layer);
    Pretrained part = pretrained().change(whole -> Functional.of(whole.node(layer)));
    try (Inference inference = Inference.of(part.network(), part.weights(), device())) {
      return inference.predict(data);
    }
  }

  /**
   * The gradient of the loss over a data set, penalties included, by each weight that learns. As in
   * predictions, nothing is dropped or drawn.
   *
   * @return by name, such as {@code dense/kernel}, each of its weight's shape
   * @throws ShapeException if the network or the loss takes other examples; names both shapes
   * @throws dev.lamina.data.DataException as {@link #evaluate}
   * @throws IllegalStateException if the model is closed or another thread trains it
   */
  public Map<String, FloatArray> gradients(Dataset data) {
    return inspecting("gradients", inside -> inside.gradients(data));
  }

  /**
   * The gradient of each example's loss by its inputs, whose sizes say what the loss depends on
   * (saliency, Simonyan et al. 2013). Otherwise as {@link #gradients}.
   *
   * @return row-major, each of the network's input shape, in the data set's order
   * @throws IllegalArgumentException if inputs are ids of an embedding
   */
  public float[][] inputGradients(Dataset data) {
    return inspecting("inputGradients", inside -> inside.inputGradients(data));
  }

  /**
   * The loss of each example, without penalties and weights of examples, in the data set's order.
   * Otherwise as {@link #gradients}.
   */
  public float[] losses(Dataset data) {
    return inspecting("losses", inside -> inside.losses(data));
  }

  private <T> T inspecting(String call, Function<Inspector, T> use) {
    return lock.shared(
        call,
        () -> {
          try (Inspector inside = new Inspector(state.training(), state.weights(), device())) {
            return use.apply(inside);
          }
        });
  }

  /** The weights by name, such as {@code dense/kernel}: copies. */
  public Map<String, FloatArray> weights() {
    return lock.shared("weights", state::weights);
  }

  /**
   * The weights of one layer, such as {@code kernel} and {@code bias}: copies.
   *
   * @param layer its name in the network, such as {@code dense}
   * @throws IllegalArgumentException if there is no such layer; names the nearest
   */
  public Map<String, FloatArray> weights(String layer) {
    PlacedLayer placed = network().layer(layer);
    Map<String, FloatArray> all = weights();
    Map<String, FloatArray> own = new LinkedHashMap<>();
    for (Weight weight : placed.weights()) {
      own.put(weight.name(), Objects.requireNonNull(all.get(placed.nameOf(weight))));
    }
    return own;
  }

  /**
   * Sets weights of one layer; others stay as they are, and so does what the optimizer remembers.
   *
   * @param layer its name in the network, such as {@code dense}
   * @param weights by their names in the layer, some or all
   * @throws IllegalArgumentException if there is no such layer, or if a weight is unknown or of
   *     another shape; names all such
   * @throws IllegalStateException if the model is closed or another thread uses it
   */
  public void setWeights(String layer, Map<String, FloatArray> weights) {
    PlacedLayer placed = network().layer(layer);
    Map<String, Shape> wanted = new LinkedHashMap<>();
    placed.weights().forEach(weight -> wanted.put(weight.name(), weight.shape()));
    new GivenWeights("layer " + layer, wanted).checkSome(weights);
    Map<String, FloatArray> named = new HashMap<>();
    weights.forEach((name, array) -> named.put(layer + "/" + name, array));
    set(named);
  }

  /** The network with the weights of now, to be made into another one. */
  public Pretrained pretrained() {
    return new Pretrained(network(), weights());
  }

  /**
   * Writes the weights, and nothing else, to a file of the safetensors format, by names such as
   * {@code dense/kernel}.
   *
   * @throws FileException if that fails
   */
  public void saveWeights(Path file) {
    new Safetensors(weights(), Map.of()).write(file);
  }

  /**
   * Sets all weights to those that {@link #saveWeights} wrote.
   *
   * @throws FileException if the file is missing, damaged, or holds the weights of another network;
   *     names all that do not fit
   * @throws IllegalStateException if the model is closed or another thread uses it
   */
  public void loadWeights(Path file) {
    set(Pretrained.read(file, network()).weights());
  }

  /**
   * Sets all weights; what the optimizer remembers stays as it is.
   *
   * @param weights by name, as {@link #weights} gives them
   * @throws IllegalArgumentException if a weight is missing, unknown or of another shape; names all
   *     such
   * @throws IllegalStateException if the model is closed or another thread uses it
   */
  public void setWeights(Map<String, FloatArray> weights) {
    GivenWeights.of(network()).checkAll(weights);
    set(weights);
  }

  private void set(Map<String, FloatArray> weights) {
    lock.alone(
        "setWeights",
        () -> {
          state.assign(weights);
          return this;
        });
  }

  private <T> T predicting(String call, Function<Inference, T> use) {
    return lock.shared(call, () -> use.apply(state.inference()));
  }

  /**
   * Frees the native memory. Closing twice does nothing.
   *
   * @throws IllegalStateException if another thread uses the model
   */
  @Override
  public void close() {
    lock.end();
  }
}
