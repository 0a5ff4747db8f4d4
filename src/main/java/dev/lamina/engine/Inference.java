package dev.lamina.engine;

import dev.lamina.data.Dataset;
import dev.lamina.network.Sequential;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Predicts and evaluates: owns the session of the forward pass, for batches of any size. Safe for
 * use by many threads.
 */
public final class Inference implements AutoCloseable {
  private final Training training;
  private final Program program;
  private final ForwardGraph forward;
  private final Forward predictions;
  private @Nullable ForwardGraph weightedForward;

  /**
   * The forward pass with the given weights.
   *
   * @param device as resolved
   */
  public Inference(Training training, Device device) {
    this.training = training;
    Sequential network = training.network();
    int threads = Execution.threads(Execution.multiplications(network));
    boolean smallProducts = threads == 1 && !Execution.prefersPlainGraph(network);
    this.program =
        new Program(network.weightShapes(), device, threads, Forward.options(smallProducts));
    this.forward = ForwardGraph.add(program, training, false);
    this.predictions =
        new Forward(
            program.session(),
            forward.x().output(0),
            forward.prediction().output(0),
            network.inputShape());
  }

  /** The pass for examples with weights, made when the first ones come. */
  private synchronized ForwardGraph weightedForward() {
    if (weightedForward == null) {
      weightedForward = ForwardGraph.add(program, training, true);
    }
    return weightedForward;
  }

  /**
   * Builds a network's forward pass as it is in predictions.
   *
   * @param weights by their names in the network
   * @param batch {@code [batch, ...input]}
   * @return {@code [batch, ...output]}
   */
  public static Operand<TFloat32> prediction(
      Ops tf, Sequential network, Map<String, Operand<TFloat32>> weights, Operand<TFloat32> batch) {
    return ForwardPass.inference(tf, weights).of(network, batch).prediction();
  }

  /** Sets the weights, row-major by name in the network. */
  public void assign(Map<String, float[]> values) {
    program.assign(values);
  }

  /**
   * The prediction for one example.
   *
   * @param example row-major, of the network's input shape
   * @return row-major, of the network's output shape
   */
  public float[] predict(float[] example) {
    return predictions.predict(example);
  }

  /** The predictions for a data set in its order, each row-major. */
  public float[][] predict(Dataset data) {
    return predictions.predict(data);
  }

  /** The loss and the metrics' totals over a data set. */
  public Score evaluate(Dataset data) {
    try (EvaluationData slices = evaluationData(data, 0)) {
      return evaluate(slices);
    }
  }

  /**
   * A data set to evaluate again and again.
   *
   * @param memory how many bytes of it may stay in native memory until it is closed; a larger data
   *     set is read for every evaluation
   */
  public EvaluationData evaluationData(Dataset data, long memory) {
    Examples examples = Examples.of(training.network(), training.loss(), data);
    List<Rows> rows = Rows.slices(data, Forward.sliceExamples(data.xShape()));
    EvaluationData slices = new EvaluationData(examples, rows, data.weighted());
    if (examples.bytes() * data.size() <= memory) {
      slices.keep();
    }
    return slices;
  }

  /** The loss and the metrics' totals over a data set. */
  public Score evaluate(EvaluationData data) {
    ForwardGraph graph = data.weighted() ? weightedForward() : forward;
    double[] sums = new double[1 + training.totals()];
    for (double[] slice : data.each(chunk -> sums(graph, chunk))) {
      Arrays.setAll(sums, i -> sums[i] + slice[i]);
    }
    double[] totals = Arrays.copyOfRange(sums, 1, sums.length);
    return new Score(sums[0] / data.size(), totals, data.size());
  }

  /** The sum of the losses and then the metrics' totals of a chunk. */
  private double[] sums(ForwardGraph graph, Chunk chunk) {
    Session.Runner runner = Forward.inTheCallersThread(program.session().runner());
    chunk
        .tensors()
        .forEach((name, tensor) -> runner.feed(Named.get(graph.inputs(), name).output(0), tensor));
    runner.fetch(graph.lossSum().output(0)).fetch(graph.totals().output(0));
    try (Result result = runner.run()) {
      double[] sums = new double[1 + training.totals()];
      sums[0] = ((TFloat32) result.get(0)).getFloat();
      float[] totals = Tensors.floats((TFloat32) result.get(1));
      for (int i = 0; i < totals.length; i++) {
        sums[1 + i] = totals[i];
      }
      return sums;
    }
  }

  /** Frees the native memory; only when no other thread uses this any more. */
  @Override
  public void close() {
    predictions.close();
    program.close();
  }

  /**
   * What an evaluation gives.
   *
   * @param loss the mean over the examples
   * @param totals the metrics' totals
   * @param examples how many there were
   */
  @SuppressWarnings("ArrayRecordComponent") // Carries results, is never compared.
  public record Score(double loss, double[] totals, long examples) {}
}
