package dev.lamina.engine;

import dev.lamina.layer.FloatArray;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.types.TFloat32;

/**
 * A graph, its session and the resource variables in it. Other graphs over the same variables can
 * be added under a prefix.
 */
final class Program implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Device device;
  private final Session session;

  Program(Map<String, Shape> variables, Device device, int threads, GraphOptions options) {
    this.device = device;
    Ops tf = device.place(GraphOps.of(graph));
    variables.forEach(
        (name, shape) -> {
          VarHandleOp handle = handle(tf, name, shape);
          Placeholder<TFloat32> value =
              tf.withName(op("value", name)).placeholder(TFloat32.class, Placeholder.shape(shape));
          tf.withName(op("assign", name)).assignVariableOp(handle, value);
          tf.withName(op("read", name)).readVariableOp(handle, TFloat32.class);
        });
    session =
        new Session(
            graph,
            device
                .config()
                .setIntraOpParallelismThreads(threads)
                .setAllowSoftPlacement(false)
                .setGraphOptions(options)
                .build());
  }

  /** The name of the op that does something with a variable; an op's own name has no slashes. */
  static String op(String verb, String variable) {
    return verb + "." + variable.replace('/', '.');
  }

  /** A variable of the program in a graph that is or will be part of it. */
  static VarHandleOp handle(Ops tf, String name, Shape shape) {
    return tf.varHandleOp(TFloat32.class, shape, VarHandleOp.sharedName(name));
  }

  /** The value of each variable, read in a graph that is or will be part of the program. */
  static Map<String, Operand<TFloat32>> read(Ops tf, Map<String, Shape> variables) {
    Map<String, Operand<TFloat32>> values = new LinkedHashMap<>();
    variables.forEach(
        (name, shape) ->
            values.put(name, tf.readVariableOp(handle(tf, name, shape), TFloat32.class)));
    return values;
  }

  Device device() {
    return device;
  }

  /** Adds a graph whose ops are then found under {@code prefix/}. */
  void add(GraphDef part, String prefix) {
    graph.importGraphDef(part, prefix);
  }

  /** The op of the given name, for feeding, fetching and targeting. */
  org.tensorflow.GraphOperation operation(String name) {
    return graph.operationOrThrow(name);
  }

  /** Open as long as this is. */
  Session session() {
    return session;
  }

  /** Sets variables, in one run: each one has TensorFlow build a graph. */
  void assign(Map<String, FloatArray> values) {
    if (values.isEmpty()) {
      return;
    }
    Session.Runner runner = session.runner();
    List<TFloat32> tensors = new ArrayList<>();
    try {
      values.forEach(
          (name, value) -> {
            TFloat32 tensor = TFloat32.tensorOf(value.shape(), DataBuffers.of(value.values()));
            tensors.add(tensor);
            runner.feed(op("value", name), tensor).addTarget(op("assign", name));
          });
      runner.run().close();
    } finally {
      tensors.forEach(TFloat32::close);
    }
  }

  /** The values of some variables, in the order of their names. */
  Map<String, FloatArray> read(Collection<String> names) {
    Map<String, FloatArray> values = new LinkedHashMap<>();
    Session.Runner runner = session.runner();
    names.forEach(name -> runner.fetch(op("read", name)));
    if (names.isEmpty()) {
      return values;
    }
    try (Result result = runner.run()) {
      int index = 0;
      for (String name : names) {
        values.put(name, Tensors.array((TFloat32) result.get(index++)));
      }
    }
    return values;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
