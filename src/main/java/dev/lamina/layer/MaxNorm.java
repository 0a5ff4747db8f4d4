package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Shortens vectors that are longer than {@code maxValue}.
 *
 * @param maxValue the largest length, at least 0
 * @param axis the axes along which a vector lies: [0] for the kernel of a dense layer, whose
 *     columns each lead to one node, and [0, 1, 2] for that of a convolution
 */
record MaxNorm(float maxValue, List<Integer> axis) implements Constraint {

  MaxNorm {
    if (!(maxValue >= 0)) {
      throw new IllegalArgumentException(
          "MaxNorm needs a maxValue of at least 0, but got " + maxValue + ".");
    }
    axis = List.copyOf(axis);
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight) {
    Operand<TFloat32> lengths = Norm.of(tf, weight, axis);
    Operand<TFloat32> allowed = tf.math.minimum(lengths, tf.constant(maxValue));
    return tf.math.mul(weight, tf.math.div(allowed, Norm.positive(tf, lengths)));
  }
}
