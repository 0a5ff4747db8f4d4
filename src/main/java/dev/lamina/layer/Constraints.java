package dev.lamina.layer;

import dev.lamina.spec.Type;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** The built-in constraints. */
public final class Constraints {
  static final Type<Constraint> NONE = Type.named("None", none());

  /** Keras' epsilon, so that no length that is divided by is zero. */
  private static final float EPSILON = 1e-7f;

  private Constraints() {}

  /** Any values: the default. */
  public static Constraint none() {
    return AnyValue.NONE;
  }

  /** No negative values: those become zeros. */
  public static Constraint nonNegative() {
    return new NonNegative();
  }

  /**
   * No longer vectors of inputs to a node than the given length (Srivastava et al. 2014).
   *
   * @param maxValue the largest length, 2 in Keras if nothing is said
   */
  public static Constraint maxNorm(double maxValue) {
    return maxNorm(maxValue, 0);
  }

  /**
   * As {@link #maxNorm(double)} for vectors that lie along other axes.
   *
   * @param axis 0 for the kernel of a dense layer; 0, 1, 2 for that of a convolution
   */
  public static Constraint maxNorm(double maxValue, int... axis) {
    return new MaxNorm((float) maxValue, list(axis));
  }

  /** Vectors of inputs to a node that all have the length 1. */
  public static Constraint unitNorm() {
    return unitNorm(0);
  }

  /** As {@link #unitNorm()} for vectors that lie along other axes, as in {@link #maxNorm}. */
  public static Constraint unitNorm(int... axis) {
    return new UnitNorm(list(axis));
  }

  /**
   * Vectors of inputs to a node whose lengths are in a range.
   *
   * @param rate how much of the way to the range an update goes, in [0, 1]; 1 in Keras
   * @param axis along which they lie, as in {@link #maxNorm}
   */
  public static Constraint minMaxNorm(double minValue, double maxValue, double rate, int... axis) {
    return new MinMaxNorm((float) minValue, (float) maxValue, (float) rate, list(axis));
  }

  private static List<Integer> list(int... axis) {
    return Arrays.stream(axis).boxed().toList();
  }

  /** Every value is allowed. */
  private enum AnyValue implements Constraint {
    NONE;

    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight) {
      return weight;
    }
  }

  record NonNegative() implements Constraint {
    static final Type<NonNegative> TYPE = Type.of(new NonNegative());

    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight) {
      return tf.nn.relu(weight);
    }
  }

  record MaxNorm(float maxValue, List<Integer> axis) implements Constraint {
    static final Type<MaxNorm> TYPE = Type.of(new MaxNorm(2, List.of(0)));

    MaxNorm {
      if (!(maxValue >= 0)) {
        throw new IllegalArgumentException(
            "MaxNorm needs a maxValue of at least 0, but got " + maxValue + ".");
      }
      axis = List.copyOf(axis);
    }

    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight) {
      Operand<TFloat32> lengths = lengths(tf, weight, axis);
      Operand<TFloat32> allowed = tf.math.minimum(lengths, tf.constant(maxValue));
      return tf.math.mul(weight, tf.math.div(allowed, positive(tf, lengths)));
    }
  }

  record UnitNorm(List<Integer> axis) implements Constraint {
    static final Type<UnitNorm> TYPE = Type.of(new UnitNorm(List.of(0)));

    UnitNorm {
      axis = List.copyOf(axis);
    }

    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight) {
      return tf.math.div(weight, positive(tf, lengths(tf, weight, axis)));
    }
  }

  record MinMaxNorm(float minValue, float maxValue, float rate, List<Integer> axis)
      implements Constraint {
    static final Type<MinMaxNorm> TYPE = Type.of(new MinMaxNorm(0, 1, 1, List.of(0)));

    MinMaxNorm {
      if (!(minValue >= 0 && maxValue >= minValue && rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException(
            "MinMaxNorm needs 0 <= minValue <= maxValue and a rate in [0, 1], but got %s, %s and %s."
                .formatted(minValue, maxValue, rate));
      }
      axis = List.copyOf(axis);
    }

    @Override
    public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight) {
      Operand<TFloat32> lengths = lengths(tf, weight, axis);
      Operand<TFloat32> inside =
          tf.clipByValue(lengths, tf.constant(minValue), tf.constant(maxValue));
      Operand<TFloat32> wanted =
          tf.math.add(
              tf.math.mul(inside, tf.constant(rate)), tf.math.mul(lengths, tf.constant(1 - rate)));
      return tf.math.mul(weight, tf.math.div(wanted, positive(tf, lengths)));
    }
  }

  /** The lengths of the vectors that lie along the axes, which are kept with size 1. */
  private static Operand<TFloat32> lengths(Ops tf, Operand<TFloat32> weight, List<Integer> axis) {
    int[] axes = axis.stream().mapToInt(Integer::intValue).toArray();
    int rank = weight.shape().numDimensions();
    for (int each : axes) {
      if (each < -rank || each >= rank) {
        throw new ShapeException(
            "A constraint takes lengths along axes %s, but the weight has shape %s; name axes that it has."
                .formatted(axis, Shapes.text(weight.shape())));
      }
    }
    return tf.math.sqrt(
        tf.reduceSum(tf.math.square(weight), tf.constant(axes), ReduceSum.keepDims(true)));
  }

  private static Operand<TFloat32> positive(Ops tf, Operand<TFloat32> lengths) {
    return tf.math.add(lengths, tf.constant(EPSILON));
  }
}
