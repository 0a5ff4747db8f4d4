package dev.lamina.engine;

import dev.lamina.data.Dataset;
import dev.lamina.data.Pipeline;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.network.Network;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/**
 * Predicts: owns the session of a network's forward pass, for batches of any size. Safe for use by
 * many threads.
 */
public final class Inference implements AutoCloseable {
  private static final String PREFIX = "forward";
  private static final String PREDICTION = "prediction";

  private final Network network;
  private final Program program;
  private final PredictFunction predictions;

  private Inference(Network network, Program program, PredictFunction predictions) {
    this.network = network;
    this.program = program;
    this.predictions = predictions;
  }

  /**
   * The forward pass of a network.
   *
   * @param weights all of them, by name in the network
   * @param device as resolved
   */
  public static Inference of(Network network, Map<String, FloatArray> weights, Device device) {
    int threads = Execution.threads(Execution.multiplications(network));
    boolean smallProducts = threads == 1 && !Execution.prefersPlainGraph(network);
    Program program =
        new Program(
            network.weightShapes(), device, threads, PredictFunction.options(!smallProducts));
    program.add(graph(network, device), PREFIX);
    program.assign(weights);
    PredictFunction predictions =
        new PredictFunction(
            program.session(),
            program.operation(PREFIX + "/" + NativeRows.X).output(0),
            program.operation(PREFIX + "/" + PREDICTION).output(0),
            network.inputs(),
            RowChecks.inputs(network));
    return new Inference(network, program, predictions);
  }

  private static GraphDef graph(Network network, Device device) {
    try (Graph graph = new Graph()) {
      Ops tf = device.place(GraphOps.of(graph));
      Operand<TFloat32> x = input(tf, NativeRows.X, network.inputShape());
      Map<String, Operand<TFloat32>> weights = Program.read(tf, network.weightShapes());
      Map<String, Operand<TFloat32>> outputs =
          outputs(tf, network, weights, PartOps.split(tf, network.inputs(), x));
      tf.withName(PREDICTION).identity(PartOps.join(tf, network.outputs(), outputs));
      return graph.toGraphDef();
    }
  }

  /** The placeholder of a batch of any size. */
  static Operand<TFloat32> input(Ops tf, String name, Shape example) {
    return tf.withName(name)
        .placeholder(TFloat32.class, Placeholder.shape(Shapes.batch(Shape.UNKNOWN_SIZE, example)));
  }

  /**
   * Builds a network's forward pass as it is in predictions.
   *
   * @param weights by their names in the network
   * @param inputs by name, {@code [batch, ...]} each
   * @return the outputs by name, {@code [batch, ...]} each
   */
  public static Map<String, Operand<TFloat32>> outputs(
      Ops tf,
      Network network,
      Map<String, Operand<TFloat32>> weights,
      Map<String, Operand<TFloat32>> inputs) {
    try (GraphFunctions functions = new GraphFunctions("", false, false)) {
      return ForwardPass.inference(tf, functions, weights).of(network, inputs).outputs();
    }
  }

  /** The graph and the session, in which evaluations run as well. */
  Program program() {
    return program;
  }

  /** The network. */
  Network network() {
    return network;
  }

  /** Sets the weights, by name in the network. */
  public void assign(Map<String, FloatArray> values) {
    program.assign(values);
  }

  /**
   * The prediction for one example.
   *
   * @param example row-major, of the network's input shape
   * @return row-major, of the network's output shape
   * @throws ShapeException if the example has another size
   * @throws dev.lamina.data.DataException if the network cannot take a number, such as NaN; names
   *     its place
   */
  public float[] predict(float... example) {
    checkSize(example.length);
    return predictions.predict(example);
  }

  /** The predictions for examples of rows, in their order, as of {@link #predict(float...)}. */
  public float[][] predictRows(Dataset rows) {
    checkSize(rows.xShape().size());
    return predict(rows.reshape(network.inputShape()));
  }

  private void checkSize(long numbers) {
    long size = network.inputShape().size();
    if (numbers != size) {
      throw new ShapeException(
          "The network takes %s numbers per example, but got %s; give one whole example, or a data set of many."
              .formatted(size, numbers));
    }
  }

  /** The predictions for a data set in its order, each row-major. */
  public float[][] predict(Dataset data) {
    return predictions.predict(data);
  }

  /** The predictions for the examples of a pipeline's epoch 0, each row-major. */
  public float[][] predict(Pipeline pipeline) {
    List<float[]> all = new ArrayList<>();
    PipelineReader.forEach(
        pipeline, chunk -> Collections.addAll(all, predictions.predict(chunk.examples())));
    return all.toArray(float[][]::new);
  }

  /** What is held in native memory. */
  public MemoryUse memory() {
    return new MemoryUse(Float.BYTES * network.parameters(), 0, 0);
  }

  /** Frees the native memory; only when no other thread uses this any more. */
  @Override
  public void close() {
    predictions.close();
    program.close();
  }
}
