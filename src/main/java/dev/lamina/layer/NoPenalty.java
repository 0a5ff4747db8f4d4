package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** No penalty at all, which the engine does not even build. */
enum NoPenalty implements Regularizer {
  NONE;

  @Override
  public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> values) {
    return tf.constant(0f);
  }
}
