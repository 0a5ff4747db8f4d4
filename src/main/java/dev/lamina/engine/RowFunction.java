package dev.lamina.engine;

import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import dev.lamina.layer.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * Ops over rows of raw values, texts among them, in a session of their own on the main processor.
 * Safe for use by many threads.
 */
public final class RowFunction implements AutoCloseable {
  private final Graph graph;
  private final Session session;
  private final List<String> names = new ArrayList<>();
  private final List<Operand<?>> outputs = new ArrayList<>();
  private final Map<String, Operand<?>> inputs;

  /** Builds a function. */
  public interface RowOps {

    /**
     * Adds the ops.
     *
     * @param raw by name, {@code [rows, 1]} each
     * @return what the function gives, by name
     */
    Map<String, ? extends Operand<?>> build(RawOps ops, Map<String, Operand<?>> raw);
  }

  /**
   * A function of rows.
   *
   * @param types of its inputs by name: float32, int64 or string
   */
  public RowFunction(Map<String, ValueType> types, RowOps body) {
    NativeLibrary.load();
    // Not before the line above: a graph loads the library without its settings.
    graph = new Graph();
    Ops tf = GraphOps.of(graph);
    inputs = inputs(tf, types);
    RawOps ops = new RawOps(tf);
    body.build(ops, inputs)
        .forEach(
            (name, output) -> {
              names.add(name);
              outputs.add(output);
            });
    session = new Session(graph, Device.CPU.config().build());
    if (!ops.initializers().isEmpty()) {
      Session.Runner runner = session.runner();
      ops.initializers().forEach(op -> runner.addTarget(op.op()));
      runner.run().close();
    }
  }

  /** A placeholder of {@code [rows, 1]} for each input, in the order of the map. */
  public static Map<String, Operand<?>> inputs(Ops tf, Map<String, ValueType> types) {
    Placeholder.Options shape = Placeholder.shape(Shapes.batch(Shape.UNKNOWN_SIZE, Shape.of(1)));
    Map<String, Operand<?>> inputs = new LinkedHashMap<>();
    types.forEach(
        (name, type) ->
            inputs.put(
                name,
                switch (type) {
                  case STRING -> tf.withName("raw").placeholder(TString.class, shape);
                  case INT64 -> tf.withName("raw").placeholder(TInt64.class, shape);
                  case FLOAT32 -> tf.withName("raw").placeholder(TFloat32.class, shape);
                  default -> throw new IllegalArgumentException("No raw values are " + type);
                }));
    return inputs;
  }

  /**
   * Runs the ops.
   *
   * @param values {@code [rows, 1]} for each input
   * @return by the outputs' names
   */
  public Map<String, Values> call(Map<String, Values> values) {
    Session.Runner runner = session.runner();
    outputs.forEach(output -> runner.fetch(output.asOutput()));
    List<Tensor> fed = new ArrayList<>();
    try {
      inputs.forEach(
          (name, input) -> {
            Tensor tensor = Tensors.of(Objects.requireNonNull(values.get(name)));
            fed.add(tensor);
            runner.feed(input.asOutput(), tensor);
          });
      try (Result result = runner.run()) {
        Map<String, Values> answers = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
          answers.put(names.get(i), Tensors.values(result.get(i)));
        }
        return answers;
      }
    } finally {
      fed.forEach(Tensor::close);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
