package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Predictions that are right if their sign is, and surely right from 1 on. */
final class Margins {
  private Margins() {}

  /** max(0, 1 − y·p) for targets y of −1 or 1, where 0 stands for −1. */
  static Operand<TFloat32> missing(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> positive =
        tf.dtypes.cast(tf.math.greater(target, tf.constant(0f)), TFloat32.class);
    Operand<TFloat32> sign = tf.math.sub(tf.math.add(positive, positive), one);
    return atLeastZero(tf, tf.math.sub(one, tf.math.mul(sign, prediction)));
  }

  /** max(0, x). */
  static Operand<TFloat32> atLeastZero(Ops tf, Operand<TFloat32> x) {
    return tf.math.maximum(x, tf.constant(0f));
  }
}
