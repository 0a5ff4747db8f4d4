package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Gives vectors the length 1.
 *
 * @param axis the axes along which a vector lies, as in {@link MaxNorm}
 */
record UnitNorm(List<Integer> axis) implements Constraint {

  UnitNorm {
    axis = List.copyOf(axis);
  }

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight) {
    return tf.math.div(weight, Norm.positive(tf, Norm.of(tf, weight, axis)));
  }
}
