package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** The lengths of a weight's vectors. */
final class Norm {
  /** Keras' epsilon. */
  private static final float EPSILON = 1e-7f;

  private Norm() {}

  /** The lengths of the vectors that lie along the axes, which are kept with size 1. */
  static Operand<TFloat32> of(Ops tf, Operand<TFloat32> weight, List<Integer> axis) {
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

  /** The lengths as divisors: zero is no more. */
  static Operand<TFloat32> positive(Ops tf, Operand<TFloat32> lengths) {
    return tf.math.add(lengths, tf.constant(EPSILON));
  }
}
