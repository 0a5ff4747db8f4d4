package dev.lamina.serving;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.Table;
import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import dev.lamina.engine.Device;
import dev.lamina.engine.DeviceException;
import dev.lamina.io.FileException;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.persist.ImportedModel;
import dev.lamina.persist.Signature;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * A SavedModel that answers: one that Lamina, Keras or TensorFlow in any language has written.
 *
 * <pre>{@code
 * try (Predictor predictor = Predictor.load(Path.of("models/mlp"))) {
 *   float[] probabilities = predictor.predict(image);
 *   Map<String, Values> outputs =
 *       predictor.call("serving_default", Map.of("input", Values.of(images)));
 * }
 * }</pre>
 *
 * <p>Any number of threads may use a predictor at once. It holds native memory until it is closed;
 * one that is forgotten is closed when Java collects it, with a warning.
 */
public final class Predictor implements AutoCloseable {
  private final ImportedModel model;
  private final List<Signature> signatures;
  private final Loading loading;
  private final Device device;
  private final Lifetime lifetime;

  private volatile @Nullable Fast fast;

  private Predictor(ImportedModel model, Path folder, Loading loading, Device device) {
    this.model = model;
    this.signatures = model.signatures();
    this.loading = loading;
    this.device = device;
    this.lifetime = new Lifetime(folder, model::close);
  }

  /**
   * Loads the SavedModel in a folder, or in the newest of its versions {@code 1}, {@code 2}, …
   * Another process may export to the folder at the same time. It is a program, which TensorFlow
   * runs in this process: one that does more than reckon is refused, unless it is {@link
   * Loading#trusted}.
   *
   * @throws FileException if there is none, if it is damaged, or if it is not trusted and does more
   *     than reckon
   */
  public static Predictor load(Path folder) {
    return load(folder, Loading.standard());
  }

  /**
   * As {@link #load(Path)}.
   *
   * @throws DeviceException if this machine has no such device
   */
  public static Predictor load(Path folder, Loading loading) {
    Device device = loading.device().resolve();
    ImportedModel model = ImportedModel.load(folder, device, loading.trust());
    return new Predictor(model, folder, loading, device);
  }

  /** The functions that the model has, in the order of their names. */
  public List<Signature> signatures() {
    return signatures;
  }

  /**
   * The function that predict calls.
   *
   * @throws IllegalStateException if the model has no such; shows what it has
   */
  public Signature signature() {
    return FloatFunction.signature(signatures, loading.signature());
  }

  /** Where the model runs. */
  public Device device() {
    return device;
  }

  /**
   * The shape of one example that predict takes.
   *
   * @throws IllegalStateException if the model has no function that makes numbers of one input;
   *     shows what it has
   */
  public Shape exampleShape() {
    return NamedFunction.of(signature()).example();
  }

  /**
   * Calls a function of the model. Values go in as they are, NaN included.
   *
   * @param signature its name, such as {@code serving_default}
   * @param inputs by name
   * @return the outputs by name, in the signature's order, in the type that holds theirs; those of
   *     types without one, such as complex64, are left out
   * @throws IllegalArgumentException if there is no such signature, or an input is missing, unknown
   *     or of another type; shows the signature
   * @throws ShapeException if an input is of another shape; shows the signature
   * @throws IllegalStateException if the predictor is closed
   * @throws CallException if TensorFlow gives up, as on bytes that are no picture
   */
  public Map<String, Values> call(String signature, Map<String, Values> inputs) {
    Signature called = Signature.get(signature, signatures);
    called.check(inputs);
    return lifetime.use("call", () -> model.call(called, inputs));
  }

  /**
   * The prediction for one example, by a function that makes floats of floats.
   *
   * @param example row-major, as many numbers as the input has for each example
   * @return row-major
   * @throws ShapeException if the example has another size; shows the signature
   * @throws DataException if a number is NaN or infinite; names its place
   * @throws IllegalStateException if the predictor is closed, or the model has no such function;
   *     shows what it has
   * @throws CallException if TensorFlow gives up
   */
  public float[] predict(float... example) {
    return lifetime.use(
        "predict",
        () -> {
          Fast fast = fast();
          fast.check(example);
          return fast.forward().predict(example);
        });
  }

  /**
   * The name of the class that is most probable for one example, by an export that has names: of a
   * model that was trained on data with names, or by {@code Export.labels}.
   *
   * @throws IllegalStateException if the model has no names; see {@link #predict(float...)} too
   */
  public String predictLabel(float... example) {
    NamedFunction called = NamedFunction.of(signature());
    String input = called.signature().inputs().get(0).name();
    return called.label(predictAll(Map.of(input, Values.of(new float[][] {example}))));
  }

  /**
   * The predictions for some examples, by a function that takes any number of them at once.
   *
   * @param examples each as {@link #predict(float...)} takes it
   * @return a row-major prediction for each
   * @throws ShapeException if an example has another size; shows the signature
   * @throws DataException if an input is NaN or infinite; names the example
   * @throws IllegalStateException if the predictor is closed, or the model has no such function
   */
  public float[][] predict(float[][] examples) {
    return many(
        "predict",
        fast -> {
          for (float[] example : examples) {
            fast.check(example);
          }
          return examples.length == 0
              ? new float[0][]
              : fast.forward().predict(fast.function().dataset(examples));
        });
  }

  /**
   * The predictions for some examples, by a function of any numbers of inputs and outputs.
   *
   * @param inputs by name, a row-major row for each example, as is what it returns of numbers
   * @throws DataException if an input is NaN or infinite, or none that the function's type holds
   * @throws IllegalArgumentException if an input is missing, unknown, or has rows left over
   * @throws ShapeException if a row has another size; shows the signature
   * @throws IllegalStateException if the predictor is closed, or the model has no such function
   */
  public Map<String, float[][]> predict(Map<String, float[][]> inputs) {
    Map<String, Values> values = new HashMap<>();
    inputs.forEach((name, rows) -> values.put(name, Values.of(rows)));
    Map<String, float[][]> outputs = new TreeMap<>();
    Map<String, Values> answers = predictAll(values);
    answers.values().removeIf(output -> output.type() == ValueType.STRING);
    answers.forEach((name, output) -> outputs.put(name, output.rows()));
    return outputs;
  }

  /**
   * As {@link #predict(Map)}, of arrays {@code [examples, ...]} of any type of number; gives
   * numbers as float32, and strings as well.
   */
  public Map<String, Values> predictAll(Map<String, Values> inputs) {
    Signature called = signature();
    return NamedFunction.of(called).predict(inputs, values -> call(called.name(), values));
  }

  /**
   * The predictions for the rows of a table, by a function that takes raw columns by name, as those
   * that a {@code TableModel} exports; one row is {@code Table.ofRows(List.of(row))}.
   *
   * @return the outputs by name, such as {@code label} and {@code probability}, a value for each
   *     row
   * @throws DataException if a column is missing, or has values of another kind
   */
  public Map<String, Values> predictAll(Table rows) {
    return call(signature().name(), NamedFunction.raw(signature(), rows));
  }

  /**
   * The predictions for a data set in its order, by a function that takes any number of examples at
   * once. Several threads read the data set.
   *
   * @return a row-major prediction for each example
   * @throws ShapeException if its examples have another shape; shows the signature
   * @throws DataException if it is empty or has NaN or infinite inputs
   * @throws IllegalStateException if the predictor is closed, or the model has no such function
   */
  public float[][] predictAll(Dataset data) {
    return many(
        "predictAll",
        fast -> {
          FloatFunction function = fast.function();
          if (!data.xShape().equals(function.example())) {
            throw new ShapeException(
                "The examples of the data set have the shape %s; reshape them for the signature %s"
                    .formatted(Shapes.text(data.xShape()), function.signature()));
          }
          return fast.forward().predict(data);
        });
  }

  private float[][] many(String call, Function<Fast, float[][]> predict) {
    return lifetime.use(
        call,
        () -> {
          Fast fast = fast();
          if (!fast.function().takesMany()) {
            throw new IllegalStateException(
                "%s needs a signature that takes any number of examples, but there is %s; give them to predict one by one."
                    .formatted(call, fast.function().signature()));
          }
          return predict.apply(fast);
        });
  }

  private Fast fast() {
    Fast ready = fast;
    return ready == null ? readied() : ready;
  }

  private synchronized Fast readied() {
    Fast ready = fast;
    if (ready == null) {
      FloatFunction function = FloatFunction.of(signatures, loading);
      ready =
          new Fast(
              function,
              function.example().size(),
              model.forward(
                  function.signature(), function.input(), function.output(), function.example()));
      fast = ready;
    }
    return ready;
  }

  /**
   * Frees the native memory, once the calls under way have ended; later ones are refused. Closing
   * twice does nothing.
   *
   * @throws IllegalStateException if it is called by a data set that is being read for a prediction
   */
  @Override
  public void close() {
    lifetime.end();
  }

  /** The signatures, one in each line. */
  @Override
  public String toString() {
    return Signature.lines(signatures);
  }
}
