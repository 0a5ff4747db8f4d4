package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Turns negative values into zeros. */
record NonNegative() implements Constraint {

  @Override
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight) {
    return tf.nn.relu(weight);
  }
}
