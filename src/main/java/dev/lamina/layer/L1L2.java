package dev.lamina.layer;

import dev.lamina.spec.Checks;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The sum of absolute values times {@code l1} plus the sum of squares times {@code l2}.
 *
 * @param l1 at least 0
 * @param l2 at least 0
 */
record L1L2(float l1, float l2) implements Regularizer {

  L1L2 {
    Checks.notNegative("L1L2", "l1", l1);
    Checks.notNegative("L1L2", "l2", l2);
  }

  @Override
  public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> values) {
    Operand<TFloat32> flat = tf.reshape(values, tf.constant(new int[] {-1}));
    List<Operand<TFloat32>> parts = new ArrayList<>();
    if (l1 > 0) {
      parts.add(tf.math.mul(tf.reduceSum(tf.math.abs(flat), tf.constant(0)), tf.constant(l1)));
    }
    if (l2 > 0) {
      parts.add(tf.math.mul(tf.reduceSum(tf.math.square(flat), tf.constant(0)), tf.constant(l2)));
    }
    return parts.isEmpty()
        ? tf.constant(0f)
        : parts.size() == 1 ? parts.get(0) : tf.math.addN(List.copyOf(parts));
  }
}
