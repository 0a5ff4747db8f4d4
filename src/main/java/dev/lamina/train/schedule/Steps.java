package dev.lamina.train.schedule;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How far an update is in periods of equal length. Whole periods are told by remainders, which are
 * exact, and not by rounding quotients, since XLA multiplies by the inverse instead.
 */
final class Steps {
  private Steps() {}

  /**
   * The number of periods before an update.
   *
   * @param whole whether to count only whole ones
   */
  static Operand<TFloat32> periods(Ops tf, Operand<TFloat32> updates, int length, boolean whole) {
    Operand<TFloat32> period = tf.constant((float) length);
    Operand<TFloat32> counted =
        whole ? tf.math.sub(updates, tf.math.floorMod(updates, period)) : updates;
    return tf.math.div(counted, period);
  }

  /** The share of a period that is over, at most 1. */
  static Operand<TFloat32> share(Ops tf, Operand<TFloat32> updates, int length) {
    Operand<TFloat32> period = tf.constant((float) length);
    return tf.math.div(tf.math.minimum(updates, period), period);
  }
}
