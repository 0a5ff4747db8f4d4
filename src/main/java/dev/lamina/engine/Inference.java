package dev.lamina.engine;

import dev.lamina.data.Dataset;
import dev.lamina.layer.Shapes;
import dev.lamina.network.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingDeque;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
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
  private final GraphOperation x;
  private final GraphOperation y;
  private final GraphOperation prediction;
  private final GraphOperation lossSum;
  private final GraphOperation totals;

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
    this.program = new Program(Variables.shapes(training.network()), device, 0);
    program.add(graph(training, device), "forward");
    this.x = program.operation("forward/x");
    this.y = program.operation("forward/y");
    this.prediction = program.operation("forward/prediction");
    this.lossSum = program.operation("forward/lossSum");
    this.totals = program.operation("forward/totals");
  }

  private static GraphDef graph(Training training, Device device) {
    Sequential network = training.network();
    try (Graph graph = new Graph()) {
      Ops tf = device.place(Ops.create(graph));
      Operand<TFloat32> x = input(tf, "x", network.inputShape());
      Operand<TFloat32> y = input(tf, "y", training.loss().targetShape(network.outputShape()));
      Map<String, Operand<TFloat32>> weights = Program.read(tf, Variables.shapes(network));
      ForwardPass.Outcome pass = ForwardPass.inference(tf, weights).of(network, x);
      Operand<TFloat32> prediction = pass.prediction();
      tf.withName("prediction").identity(prediction);
      Operand<TFloat32> loss =
          pass.penalized(
              tf, tf.math.mean(training.loss().perExample(tf, y, prediction), tf.constant(0)));
      tf.withName("lossSum").math.mul(loss, BatchSize.of(tf, prediction));
      tf.withName("totals").identity(Step.totals(tf, training.metrics(), y, prediction));
      return graph.toGraphDef();
    }
  }

  private static Operand<TFloat32> input(Ops tf, String name, Shape example) {
    return tf.withName(name)
        .placeholder(TFloat32.class, Placeholder.shape(Shapes.batch(Shape.UNKNOWN_SIZE, example)));
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
        input, program.runner().feed(x.output(0), input).fetch(prediction.output(0)));
  }

  /** The predictions for a data set in its order, row-major, one after the other. */
  public float[] predict(Dataset data) {
    Examples examples = Examples.inputs(training.network(), data);
    int width = Math.toIntExact(training.network().outputShape().size());
    float[] all = new float[Math.multiplyExact(data.size(), width)];
    for (Rows rows : slices(data)) {
      try (TFloat32 batch = examples.x(rows);
          Result result =
              program.runner().feed(x.output(0), batch).fetch(prediction.output(0)).run()) {
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
    Examples examples = Examples.of(training.network(), training.loss(), data);
    double loss = 0;
    double[] sums = new double[training.totals()];
    for (Rows rows : slices(data)) {
      try (TFloat32 inputs = examples.x(rows);
          TFloat32 targets = examples.y(rows);
          Result result =
              program
                  .runner()
                  .feed(x.output(0), inputs)
                  .feed(y.output(0), targets)
                  .fetch(lossSum.output(0))
                  .fetch(totals.output(0))
                  .run()) {
        loss += ((TFloat32) result.get(0)).getFloat();
        float[] part = Tensors.floats((TFloat32) result.get(1));
        for (int i = 0; i < sums.length; i++) {
          sums[i] += part[i];
        }
      }
    }
    return new Score(loss / data.size(), sums, data.size());
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
