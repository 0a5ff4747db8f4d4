package dev.lamina.train.optimizer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What the update rules share. */
final class Rates {
  private Rates() {}

  static void checkDecay(String name, double decay) {
    if (!(decay > 0 && decay < 1)) {
      throw new IllegalArgumentException(
          "%s must be between 0 and 1, but got %s.".formatted(name, decay));
    }
  }

  /** The running mean: decay·mean + (1 − decay)·value. */
  static Operand<TFloat32> decay(
      Ops tf, Operand<TFloat32> mean, Operand<TFloat32> value, double decay) {
    return tf.math.add(
        tf.math.mul(mean, tf.constant((float) decay)),
        tf.math.mul(value, tf.constant((float) (1 - decay))));
  }
}
