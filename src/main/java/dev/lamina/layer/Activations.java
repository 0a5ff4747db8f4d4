package dev.lamina.layer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.Type;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The activation layers, which change every number, or every row, by itself. */
public final class Activations {
  private Activations() {}

  /**
   * Applies a function to {@code [batch, ...]}.
   *
   * @param activation the function
   */
  public record Activation(ActivationFunction activation) implements Layer, Activating {
    static final Type<Layer> TYPE = Type.of(Layers.relu(), "activation");

    @Override
    public Shape outputShape(Shape input) {
      if (activation.ofRows()) {
        Shapes.checkRow(activation.label(), input);
      }
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return activation.apply(pass.tf(), input);
    }

    @Override
    public boolean masked(boolean input) {
      return input;
    }

    @Override
    public String toString() {
      return activation.label();
    }
  }

  /** The layer of {@link Layers#softmax(int)}. */
  record Softmax(int axis) implements Layer {
    static final Type<Layer> TYPE = Type.of(Layers.softmax(-1));

    Softmax {
      if (axis < 1 && axis != -1) {
        throw new IllegalArgumentException(
            "Softmax needs an axis of at least 1, or -1 for the last, but got " + axis + ".");
      }
    }

    @Override
    public Shape outputShape(Shape input) {
      Shapes.checkRow("Softmax", input);
      if (axis > input.numDimensions()) {
        throw new ShapeException(
            "Softmax goes along axis %s, but %s has %s; give it another."
                .formatted(axis, Shapes.text(input), input.numDimensions()));
      }
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      if (pass.mask(input).isPresent()) {
        throw new ShapeException(
            "Softmax takes no mask of steps; take activation(SOFTMAX), which passes it on.");
      }
      Ops tf = pass.tf();
      int last = input.shape().numDimensions() - 1;
      if (axis == -1 || axis == last) {
        return tf.nn.softmax(input);
      }
      Operand<TInt32> swapped = tf.constant(swapped(axis, last));
      return tf.linalg.transpose(tf.nn.softmax(tf.linalg.transpose(input, swapped)), swapped);
    }

    /** The order of axes in which two have changed places. */
    private static int[] swapped(int axis, int last) {
      int[] order = new int[last + 1];
      for (int i = 0; i <= last; i++) {
        order[i] = i;
      }
      order[axis] = last;
      order[last] = axis;
      return order;
    }

    @Override
    public String toString() {
      return "softmax(" + axis + ")";
    }
  }

  /** The layer of {@link Layers#glu()}. */
  record GLU() implements Layer {
    static final Type<Layer> TYPE = Type.of(Layers.glu());

    @Override
    public Shape outputShape(Shape input) {
      Shapes.checkRow("GLU", input);
      if (Shapes.last(input) % 2 == 1) {
        throw new ShapeException(
            "GLU multiplies one half of each row by the other, but got %s; give it rows of an even size."
                .formatted(Shapes.text(input)));
      }
      return Shapes.leading(input).append(Shapes.last(input) / 2);
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      List<Output<TFloat32>> halves = tf.split(tf.constant(-1), input, 2L).output();
      return tf.math.mul(halves.get(0), tf.math.sigmoid(halves.get(1)));
    }

    @Override
    public boolean masked(boolean input) {
      return input;
    }

    @Override
    public String toString() {
      return "glu";
    }
  }

  /**
   * x above 0 and {@code negativeSlope · x} below, of every number (Maas et al. 2013).
   *
   * @param negativeSlope at least 0
   */
  public record LeakyReLU(float negativeSlope) implements Layer {
    static final Type<LeakyReLU> TYPE = Type.of(Layers.leakyReLU());

    public LeakyReLU {
      Checks.notNegative("LeakyReLU", "negativeSlope", negativeSlope);
    }

    /** The same layer with another slope below 0. */
    public LeakyReLU negativeSlope(double negativeSlope) {
      return new LeakyReLU((float) negativeSlope);
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return pass.tf().nn.leakyRelu(input, LeakyRelu.alpha(negativeSlope));
    }

    @Override
    public boolean masked(boolean input) {
      return input;
    }

    @Override
    public String toString() {
      return "leakyReLU(" + negativeSlope + ")";
    }
  }

  /**
   * A relu with more numbers, as Keras' {@code ReLU} has them: {@code min(x, maxValue)} above the
   * threshold, {@code negativeSlope · (x - threshold)} below.
   *
   * @param maxValue the largest output, at least 0; {@link Float#MAX_VALUE} for none
   * @param negativeSlope at least 0
   * @param threshold up to which x counts as small, at least 0
   */
  public record ClippedReLU(float maxValue, float negativeSlope, float threshold) implements Layer {
    static final Type<ClippedReLU> TYPE = Type.of(new ClippedReLU(Float.MAX_VALUE, 0, 0));

    public ClippedReLU {
      Checks.notNegative("ClippedReLU", "maxValue", maxValue);
      Checks.notNegative("ClippedReLU", "negativeSlope", negativeSlope);
      Checks.notNegative("ClippedReLU", "threshold", threshold);
    }

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      Operand<TFloat32> above =
          threshold == 0
              ? tf.nn.relu(input)
              : tf.math.mul(
                  input,
                  tf.dtypes.cast(tf.math.greater(input, tf.constant(threshold)), TFloat32.class));
      Operand<TFloat32> clipped =
          maxValue == Float.MAX_VALUE
              ? above
              : tf.clipByValue(above, tf.constant(0f), tf.constant(maxValue));
      Operand<TFloat32> below = tf.nn.relu(tf.math.sub(tf.constant(threshold), input));
      return negativeSlope == 0
          ? clipped
          : tf.math.sub(clipped, tf.math.mul(below, tf.constant(negativeSlope)));
    }

    @Override
    public boolean masked(boolean input) {
      return input;
    }

    @Override
    public String toString() {
      return "clippedReLU(" + maxValue + ", " + negativeSlope + ", " + threshold + ")";
    }
  }

  /**
   * x above 0 and {@code alpha · x} below, with a trained alpha for every number of an example (He
   * et al. 2015).
   *
   * @param alpha of the slopes below 0, whose shape is that of an example
   * @param sharedAxes the axes along which all numbers share one alpha, the first of an example
   *     being 1: {@code [1, 2]} gives an image one alpha per channel
   */
  public record PReLU(WeightRule alpha, List<Integer> sharedAxes) implements Layer {
    static final Type<PReLU> TYPE = Type.of(Layers.pReLU());

    public PReLU {
      sharedAxes = List.copyOf(sharedAxes);
    }

    /** The same layer with another initializer, regularizer or constraint of alpha. */
    public PReLU alpha(WeightOption... options) {
      return new PReLU(alpha.with(options), sharedAxes);
    }

    /** The same layer whose alphas are shared along the given axes, counted from 1. */
    public PReLU sharedAxes(int... axes) {
      return new PReLU(alpha, IntStream.of(axes).boxed().toList());
    }

    @Override
    public Shape outputShape(Shape input) {
      for (int axis : sharedAxes) {
        if (axis < 1 || axis > input.numDimensions()) {
          throw new ShapeException(
              "PReLU shares axes between 1 and %s of %s, but got %s; give it others."
                  .formatted(input.numDimensions(), Shapes.text(input), axis));
        }
      }
      return input;
    }

    @Override
    public List<Weight> weights(Shape input) {
      long[] sizes =
          IntStream.range(0, input.numDimensions())
              .mapToLong(axis -> sharedAxes.contains(axis + 1) ? 1 : input.get(axis))
              .toArray();
      return List.of(Weight.of("alpha", Shape.of(sizes), alpha));
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      Operand<TFloat32> below = tf.nn.relu(tf.math.neg(input));
      return tf.math.sub(tf.nn.relu(input), tf.math.mul(pass.weight("alpha"), below));
    }

    @Override
    public boolean masked(boolean input) {
      return input;
    }

    @Override
    public String toString() {
      return "pReLU";
    }
  }
}
