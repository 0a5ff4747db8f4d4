package dev.lamina.golden;

import dev.lamina.engine.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Compares TensorFlow's gradients of a function with central differences of its values, for every
 * number of every input. The function must be smooth within {@link #STEP} of its inputs.
 */
public final class FiniteDifferences implements AutoCloseable {
  private static final float STEP = 1e-2f;
  private static final double ABSOLUTE = 2e-3;
  private static final double RELATIVE = 1e-2;

  private final Graph graph = new Graph();
  private final Session session;
  private final List<Input> inputs;
  private final List<Placeholder<TFloat32>> fed = new ArrayList<>();
  private final Operand<TFloat32> scalar;
  private final List<Operand<TFloat32>> gradients;

  private FiniteDifferences(
      BiFunction<Ops, List<Operand<TFloat32>>, Operand<TFloat32>> function, List<Input> inputs) {
    // Lamina must be the one to load TensorFlow's library: it does so with settings of its own.
    Device.CPU.resolve();
    this.inputs = inputs;
    Ops tf = Ops.create(graph);
    for (Input input : inputs) {
      fed.add(tf.placeholder(TFloat32.class, Placeholder.shape(input.shape())));
    }
    List<Operand<TFloat32>> operands = List.copyOf(fed);
    this.scalar = scalar(tf, function.apply(tf, operands));
    this.gradients = PlainGraph.gradients(tf, scalar, operands);
    this.session = new Session(graph);
  }

  /** The sum of all values, each with a factor of its own, so that no two gradients cancel. */
  private static Operand<TFloat32> scalar(Ops tf, Operand<TFloat32> values) {
    Operand<TFloat32> flat = tf.reshape(values, tf.constant(new int[] {-1}));
    Operand<TInt32> count = tf.size(flat, TInt32.class);
    Operand<TFloat32> index =
        tf.dtypes.cast(tf.range(tf.constant(0), count, tf.constant(1)), TFloat32.class);
    Operand<TFloat32> factors =
        tf.math.add(tf.constant(1f), tf.math.mul(tf.constant(0.5f), tf.math.sin(index)));
    return tf.reduceSum(tf.math.mul(flat, factors), tf.constant(0));
  }

  /**
   * Checks a function's gradients by all of its inputs.
   *
   * @param function from the inputs to a tensor of any shape
   * @throws AssertionError if a gradient is not near the slope between two values; names it
   */
  public static void check(
      BiFunction<Ops, List<Operand<TFloat32>>, Operand<TFloat32>> function, Input... inputs) {
    try (FiniteDifferences differences = new FiniteDifferences(function, List.of(inputs))) {
      for (int i = 0; i < inputs.length; i++) {
        differences.check(i);
      }
    }
  }

  private void check(int input) {
    float[] got = run(gradients.get(input));
    float[] values = inputs.get(input).values();
    for (int i = 0; i < values.length; i++) {
      float value = values[i];
      values[i] = value + STEP;
      double above = run(scalar)[0];
      values[i] = value - STEP;
      double below = run(scalar)[0];
      values[i] = value;
      double want = (above - below) / (2 * STEP);
      // Not "greater than the bound", so that NaN fails.
      if (!(Math.abs(got[i] - want) <= ABSOLUTE + RELATIVE * Math.abs(want))) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "The gradient by number %d of input %d is %s, but the slope is %s.",
                i,
                input,
                got[i],
                want));
      }
    }
  }

  private float[] run(Operand<TFloat32> what) {
    Session.Runner runner = session.runner().fetch(what);
    List<TFloat32> tensors = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Input input = inputs.get(i);
      TFloat32 tensor = TFloat32.tensorOf(input.shape(), DataBuffers.of(input.values()));
      tensors.add(tensor);
      runner.feed(fed.get(i), tensor);
    }
    try (Result result = runner.run()) {
      TFloat32 tensor = (TFloat32) result.get(0);
      float[] values = new float[(int) tensor.size()];
      tensor.copyTo(DataBuffers.of(values));
      return values;
    } finally {
      tensors.forEach(TFloat32::close);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  /** An input of the function, by which its gradient is checked. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Input(Shape shape, float... values) {

    /** Normal random numbers, the same for the same seed. */
    public static Input random(long seed, Shape shape) {
      Random random = new Random(seed);
      float[] values = new float[(int) shape.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return new Input(shape, values);
    }
  }
}
