package dev.lamina.layer;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The sum of absolute values times {@code l1}.
 *
 * @param l1 at least 0
 */
record L1(float l1) implements Regularizer {

  L1 {
    Checks.notNegative("L1", "l1", l1);
  }

  @Override
  public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> values) {
    return new L1L2(l1, 0).penalty(tf, values);
  }
}
