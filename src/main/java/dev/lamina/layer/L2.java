package dev.lamina.layer;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The sum of squares times {@code l2}.
 *
 * @param l2 at least 0
 */
record L2(float l2) implements Regularizer {

  L2 {
    Checks.notNegative("L2", "l2", l2);
  }

  @Override
  public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> values) {
    return new L1L2(0, l2).penalty(tf, values);
  }
}
