package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Label smoothing: a share of an example's certainty is spread evenly over all classes (Szegedy et
 * al. 2016).
 */
final class Smoothing {
  private Smoothing() {}

  /**
   * @throws IllegalArgumentException if the share is not in [0, 1]
   */
  static void check(String loss, float share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "%s needs a labelSmoothing in [0, 1], but got %s.".formatted(loss, share));
    }
  }

  /** {@code target · (1 − share) + share / classes}, of the target's shape. */
  static Operand<TFloat32> apply(Ops tf, Operand<TFloat32> target, float share, int classes) {
    return share == 0
        ? target
        : tf.math.add(tf.math.mul(target, tf.constant(1 - share)), tf.constant(share / classes));
  }
}
