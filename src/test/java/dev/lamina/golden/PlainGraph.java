package dev.lamina.golden;

import dev.lamina.engine.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/** Evaluates functions over Ops in a graph and a session of their own. */
public final class PlainGraph {
  private PlainGraph() {}

  /** The row-major values of what the function builds. */
  public static List<float[]> run(Function<Ops, ? extends List<Operand<TFloat32>>> function) {
    List<float[]> values = new ArrayList<>();
    run(
        function,
        tensor -> {
          float[] floats = new float[(int) tensor.size()];
          ((TFloat32) tensor).copyTo(DataBuffers.of(floats));
          values.add(floats);
        });
    return values;
  }

  /** The row-major values of what the function builds, of whatever type. */
  public static double[] doubles(Function<Ops, Operand<? extends TNumber>> function) {
    List<double[]> values = new ArrayList<>();
    run(
        tf -> List.of(tf.dtypes.cast(function.apply(tf), TFloat64.class)),
        tensor -> {
          double[] doubles = new double[(int) tensor.size()];
          ((TFloat64) tensor).copyTo(DataBuffers.of(doubles));
          values.add(doubles);
        });
    return values.get(0);
  }

  private static void run(
      Function<Ops, ? extends List<? extends Operand<?>>> function, Consumer<Tensor> result) {
    // Lamina must be the one to load TensorFlow's library: it does so with settings of its own.
    Device.CPU.resolve();
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Session.Runner runner = session.runner();
      function.apply(Ops.create(graph)).forEach(runner::fetch);
      try (Result results = runner.run()) {
        results.forEach(entry -> result.accept(entry.getValue()));
      }
    }
  }

  /** A constant of a known shape. */
  public static Operand<TFloat32> constant(Ops tf, Shape shape, float... values) {
    return tf.constant(shape, DataBuffers.of(values));
  }

  /** The gradients of a scalar. */
  @SuppressWarnings("unchecked")
  public static List<Operand<TFloat32>> gradients(
      Ops tf, Operand<TFloat32> scalar, List<Operand<TFloat32>> by) {
    Output<?>[] outputs = by.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Output<?> gradient : ((Graph) tf.scope().env()).addGradients(scalar.asOutput(), outputs)) {
      gradients.add((Operand<TFloat32>) gradient);
    }
    return gradients;
  }
}
