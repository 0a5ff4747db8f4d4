package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Keras' small number, which keeps logarithms and quotients finite. */
final class Epsilon {
  static final float VALUE = 1e-7f;

  private Epsilon() {}

  /** The values brought into [1e-7, most]. */
  static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> values, float most) {
    return tf.clipByValue(values, tf.constant(VALUE), tf.constant(most));
  }

  /** The values, at least 1e-7. */
  static Operand<TFloat32> atLeast(Ops tf, Operand<TFloat32> values) {
    return tf.math.maximum(values, tf.constant(VALUE));
  }
}
