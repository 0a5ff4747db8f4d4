package dev.lamina.train.schedule;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Half a wave of the cosine. */
final class Cosine {
  private Cosine() {}

  /** Falls from 1 to 0 as the share goes from 0 to 1: (1 + cos πs) / 2. */
  static Operand<TFloat32> wave(Ops tf, Operand<TFloat32> share) {
    Operand<TFloat32> cosine = tf.math.cos(tf.math.mul(share, tf.constant((float) Math.PI)));
    return tf.math.mul(tf.constant(0.5f), tf.math.add(cosine, tf.constant(1f)));
  }

  /** The rate that follows a wave of 1 to 0 down to its share alpha. */
  static Operand<TFloat32> rate(Ops tf, float highest, float alpha, Operand<TFloat32> wave) {
    return tf.math.add(
        tf.math.mul(tf.constant(highest * (1 - alpha)), wave), tf.constant(highest * alpha));
  }
}
