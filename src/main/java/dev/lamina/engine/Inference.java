package dev.lamina.engine;

import dev.lamina.data.Dataset;
import dev.lamina.layer.Shapes;
import dev.lamina.network.Sequential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingDeque;
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
  /**
   * How many numbers of input one run takes: enough to keep all threads busy, small enough to stay
   * in their caches.
   */
  private static final int RUN_NUMBERS = 1 << 21;

  private final Training training;
  private final Program program;
  private final ForwardGraph forward;
  private @Nullable ForwardGraph weightedForward;

  /** Used again by the next predictions of one example; no more than can be under way at once. */
  private final LinkedBlockingDeque<ExampleRun> idle =
      new LinkedBlockingDeque<>(Runtime.getRuntime().availableProcessors());

  /**
   * The forward pass with the given weights.
   *
   * @param device as resolved
   */
  public Inference(Training training, Device device) {
    this.training = training;
    this.program = new Program(training.network().weightShapes(), device, 0);
    this.forward = ForwardGraph.add(program, training, false);
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
    ExampleRun run = idle.pollFirst();
    if (run == null) {
      run = exampleRun();
    }
    try {
      return run.predict(example);
    } finally {
      if (!idle.offerFirst(run)) {
        run.close();
      }
    }
  }

  private ExampleRun exampleRun() {
    TFloat32 input = TFloat32.tensorOf(Shapes.batch(1, training.network().inputShape()));
    return new ExampleRun(
        input,
        program.runner().feed(forward.x().output(0), input).fetch(forward.prediction().output(0)));
  }

  /** The predictions for a data set in its order, row-major, one after the other. */
  public float[] predict(Dataset data) {
    Examples examples = Examples.inputs(training.network(), data);
    int width = Math.toIntExact(training.network().outputShape().size());
    float[] all = new float[Math.multiplyExact(data.size(), width)];
    for (Rows rows : slices(data)) {
      try (TFloat32 batch = examples.x(rows);
          Result result =
              program
                  .runner()
                  .feed(forward.x().output(0), batch)
                  .fetch(forward.prediction().output(0))
                  .run()) {
        ((TFloat32) result.get(0))
            .asRawTensor()
            .data()
            .asFloats()
            .read(all, rows.from() * width, rows.count() * width);
      }
    }
    return all;
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
    EvaluationData slices = new EvaluationData(examples, slices(data), data.weighted());
    if (examples.bytes() * data.size() <= memory) {
      slices.keep();
    }
    return slices;
  }

  /** The loss and the metrics' totals over a data set. */
  public Score evaluate(EvaluationData data) {
    ForwardGraph graph = data.weighted() ? weightedForward() : forward;
    double[] sums = new double[1 + training.totals()];
    data.forEach(chunk -> add(graph, chunk, sums));
    double[] totals = Arrays.copyOfRange(sums, 1, sums.length);
    return new Score(sums[0] / data.size(), totals, data.size());
  }

  /** Adds the loss and then the metrics' totals of a chunk to the sums. */
  private void add(ForwardGraph graph, Chunk chunk, double[] sums) {
    Session.Runner runner = program.runner();
    chunk
        .tensors()
        .forEach((name, tensor) -> runner.feed(Named.get(graph.inputs(), name).output(0), tensor));
    runner.fetch(graph.lossSum().output(0)).fetch(graph.totals().output(0));
    try (Result result = runner.run()) {
      sums[0] += ((TFloat32) result.get(0)).getFloat();
      float[] part = Tensors.floats((TFloat32) result.get(1));
      for (int i = 0; i < part.length; i++) {
        sums[1 + i] += part[i];
      }
    }
  }

  private static List<Rows> slices(Dataset data) {
    int[] order = data.reshuffles() ? data.order(0) : new int[0];
    int count = Math.toIntExact(Math.max(1, RUN_NUMBERS / data.xShape().size()));
    List<Rows> slices = new ArrayList<>();
    for (int from = 0; from < data.size(); from += count) {
      slices.add(new Rows(from, Math.min(count, data.size() - from), order));
    }
    return slices;
  }

  /**
   * The forward pass of one example stripped to TensorFlow's own share: a tensor that is filled
   * once and a runner that is made once. It is the yardstick of what {@link #predict(float[])}
   * adds, and of no other use.
   *
   * @param example row-major, of the network's input shape
   * @return closed before this is
   */
  public ExampleRun bareRun(float[] example) {
    ExampleRun run = exampleRun();
    run.fill(example);
    return run;
  }

  /** Frees the native memory; only when no other thread uses this any more. */
  @Override
  public void close() {
    idle.forEach(ExampleRun::close);
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
