package dev.lamina.engine;

import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Supplier;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Predicts by a graph that makes a batch of floats of a batch of floats: for one example at a time,
 * or for a data set. Safe for use by many threads.
 */
public final class Forward implements AutoCloseable {
  /** How many numbers of input one run takes. */
  private static final int RUN_NUMBERS = Integer.getInteger("run.numbers", 1 << 21);

  private final Supplier<Session.Runner> runners;
  private final Output<?> x;
  private final Output<?> prediction;
  private final Shape example;

  /** Used again by the next predictions of one example; no more than can be under way at once. */
  private final LinkedBlockingDeque<ExampleRun> idle =
      new LinkedBlockingDeque<>(Runtime.getRuntime().availableProcessors());

  /**
   * The forward pass from one place of a graph to another.
   *
   * @param runners each a run of the graph's session, of which nothing is asked yet
   * @param x where examples are fed, {@code [batch, ...example]}
   * @param prediction {@code [batch, ...]}
   * @param example the shape of one
   */
  public Forward(
      Supplier<Session.Runner> runners, Output<?> x, Output<?> prediction, Shape example) {
    this.runners = runners;
    this.x = x;
    this.prediction = prediction;
    this.example = example;
  }

  /**
   * The prediction for one example.
   *
   * @param numbers row-major, as many as an example has
   * @return row-major
   */
  public float[] predict(float[] numbers) {
    ExampleRun run = idle.pollFirst();
    if (run == null) {
      run = exampleRun();
    }
    try {
      return run.predict(numbers);
    } finally {
      if (!idle.offerFirst(run)) {
        run.close();
      }
    }
  }

  private ExampleRun exampleRun() {
    TFloat32 input = TFloat32.tensorOf(Shapes.batch(1, example));
    return new ExampleRun(input, runners.get().feed(x, input).fetch(prediction));
  }

  /**
   * The predictions for a data set in its order, each row-major. Its examples are read by several
   * threads.
   *
   * @throws ShapeException if its examples are of another shape
   * @throws DataException if it is empty or has NaN or infinite inputs
   */
  public float[][] predict(Dataset data) {
    Examples examples = Examples.inputs(example, data);
    float[][] predictions = new float[data.size()][];
    var slices = Rows.slices(data, RUN_NUMBERS);
    (Boolean.getBoolean("seq") ? slices.stream() : slices.parallelStream())
        .forEach(rows -> predict(examples, rows, predictions));
    return predictions;
  }

  private void predict(Examples examples, Rows rows, float[][] predictions) {
    try (TFloat32 batch = examples.x(rows);
        Result result = (Boolean.getBoolean("own") ? runners.get().setOptions(ExampleRun.IN_THE_CALLERS_THREAD) : runners.get()).feed(x, batch).fetch(prediction).run()) {
      float[] all = Tensors.floats((TFloat32) result.get(0));
      int width = all.length / rows.count();
      for (int i = 0; i < rows.count(); i++) {
        predictions[rows.from() + i] = Arrays.copyOfRange(all, i * width, (i + 1) * width);
      }
    }
  }

  /**
   * The forward pass of one example stripped to TensorFlow's own share: a tensor that is filled
   * once and a runner that is made once. It is the yardstick of what {@link #predict(float[])}
   * adds, and of no other use.
   *
   * @param numbers row-major, as many as an example has
   * @return closed before this is
   */
  ExampleRun bareRun(float[] numbers) {
    ExampleRun run = exampleRun();
    run.fill(numbers);
    return run;
  }

  /** Frees the native memory; only when no other thread uses this any more. */
  @Override
  public void close() {
    idle.forEach(ExampleRun::close);
  }
}
