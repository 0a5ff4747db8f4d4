package dev.lamina.engine;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.network.Parts;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Function;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.RunOptions;

/**
 * A part of a graph that makes a batch of floats of a batch of floats, ready to predict: for one
 * example at a time, or for a data set. Safe for use by many threads.
 */
public final class PredictFunction implements AutoCloseable {
  /** How many numbers of input one run takes: so few that they stay in the caches. */
  private static final long RUN_NUMBERS = 1 << 19;

  /** How many examples one run takes at most, for layers may be wider than the input. */
  private static final long RUN_EXAMPLES = 1 << 10;

  static final RunOptions IN_THE_CALLERS_THREAD =
      RunOptions.newBuilder().setInterOpThreadPool(-1).build();

  private final Session session;
  private final Output<?> x;
  private final Output<?> prediction;
  private final Parts inputs;
  private final RowChecks checks;
  private final Runs single = new Runs(1);

  /**
   * The function from one place of a graph to another.
   *
   * @param session of the graph; stays the caller's, closed after this
   * @param x where examples are fed, {@code [batch, ...inputs.shape()]}
   * @param prediction {@code [batch, ...]}
   * @param inputs of one example; several lie in one row
   */
  public PredictFunction(
      Session session, Output<?> x, Output<?> prediction, Parts inputs, RowChecks checks) {
    this.session = session;
    this.x = x;
    this.prediction = prediction;
    this.inputs = inputs;
    this.checks = checks;
  }

  /**
   * The prediction for one example.
   *
   * @param numbers row-major, as many as an example has
   * @return row-major
   * @throws DataException if one cannot be taken, such as NaN; names its place
   */
  public float[] predict(float[] numbers) {
    checks.check(numbers, 1, i -> i);
    return single.use(
        run -> {
          run.numbers().write(numbers);
          return run.predict();
        });
  }

  /**
   * The predictions for a data set in its order, each row-major. Several threads read its examples,
   * while others predict.
   *
   * @throws ShapeException if its examples are of another shape
   * @throws DataException if it is empty or has inputs that cannot be taken, such as NaN
   */
  public float[][] predict(Dataset data) {
    ExampleReader examples = ExampleReader.inputs(inputs, checks, data);
    float[][] predictions = new float[data.size()][];
    int count = evenly(data.size(), sliceExamples(inputs.shape()));
    try (Runs whole = new Runs(count);
        Runs rest = new Runs(data.size() % count)) {
      ParallelTasks.forEach(
          examples.slices(count),
          rows -> {
            Runs runs = rows.count() == count ? whole : rest;
            split(runs.use(run -> predict(run, examples, rows)), rows, predictions);
          });
    }
    return predictions;
  }

  /** How many examples a slice has for all processors to be given as many, {@code most} at most. */
  private static int evenly(int examples, int most) {
    int processors = Runtime.getRuntime().availableProcessors();
    double rounds = Math.ceil((double) examples / most / processors);
    return (int) Math.ceil(examples / (rounds * processors));
  }

  /** How many examples of a data set one run takes at most. */
  static int sliceExamples(Shape example) {
    return (int) Math.min(RUN_EXAMPLES, Math.max(1, RUN_NUMBERS / example.size()));
  }

  private static float[] predict(BatchRun run, ExampleReader examples, ExampleReader.Slice rows) {
    examples.readX(rows, run.numbers());
    return run.predict();
  }

  private static void split(float[] all, ExampleReader.Slice rows, float[][] predictions) {
    int width = all.length / rows.count();
    for (int i = 0; i < rows.count(); i++) {
      predictions[rows.from() + i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
    }
  }

  private BatchRun run(int examples) {
    return BatchRun.of(session, x, prediction, Shapes.batch(examples, inputs.shape()));
  }

  /**
   * How TensorFlow rewrites a graph before it runs it.
   *
   * @param fuses whether ops are fused with those that follow: not small matrix products, since a
   *     fused one of oneDNN takes longer to begin than to run, and not convolutions with sums that
   *     TensorFlow makes a part of them, since several threads spoil what these keep
   */
  public static GraphOptions options(boolean fuses) {
    RewriterConfig.Toggle toggle =
        fuses ? RewriterConfig.Toggle.DEFAULT : RewriterConfig.Toggle.OFF;
    return GraphOptions.newBuilder()
        .setRewriteOptions(RewriterConfig.newBuilder().setRemapping(toggle))
        .build();
  }

  /**
   * Lets a run's ops start in the caller's thread, which saves the time that another takes to wake
   * up; one op may still use all threads.
   */
  public static Session.Runner inTheCallersThread(Session.Runner runner) {
    return runner.setOptions(IN_THE_CALLERS_THREAD);
  }

  /** Frees the native memory; only when no other thread uses this any more. */
  @Override
  public void close() {
    single.close();
  }

  /** Runs of batches of one size, used again and again; no more wait than can be under way. */
  private final class Runs implements AutoCloseable {
    private final int examples;
    private final LinkedBlockingDeque<BatchRun> idle =
        new LinkedBlockingDeque<>(Runtime.getRuntime().availableProcessors());

    Runs(int examples) {
      this.examples = examples;
    }

    <T> T use(Function<BatchRun, T> use) {
      BatchRun run = idle.pollFirst();
      if (run == null) {
        run = run(examples);
      }
      try {
        return use.apply(run);
      } finally {
        if (!idle.offerFirst(run)) {
          run.close();
        }
      }
    }

    @Override
    public void close() {
      idle.forEach(BatchRun::close);
    }
  }
}
