package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Every value is allowed. */
enum AnyValue implements Constraint {
  NONE;

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight) {
    return weight;
  }
}
