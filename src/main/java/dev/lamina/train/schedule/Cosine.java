package dev.lamina.train.schedule;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Half a wave of the cosine. */
final class Cosine {
  private Cosine() {}

  /**
   * The factor that falls from 1 to alpha as the share goes from 0 to 1: (1 − α)·(1 + cos πs) / 2 +
   * α.
   */
  static Operand<TFloat32> factor(Ops tf, Operand<TFloat32> share, float alpha) {
    Operand<TFloat32> wave = tf.math.cos(tf.math.mul(share, tf.constant((float) Math.PI)));
    Operand<TFloat32> half =
        tf.math.mul(tf.constant(0.5f * (1 - alpha)), tf.math.add(wave, tf.constant(1f)));
    return tf.math.add(half, tf.constant(alpha));
  }
}
