package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of 100 · |target − prediction| / |target| over an example's values. Targets nearer to 0
 * than 1e-7 are divided by 1e-7, as Keras does.
 */
record MeanAbsolutePercentageError() implements Loss {

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TFloat32> size = Epsilon.atLeast(tf, tf.math.abs(target));
    Operand<TFloat32> share = tf.math.abs(tf.math.div(tf.math.sub(prediction, target), size));
    return tf.math.mul(tf.constant(100f), Loss.meanPerExample(tf, share));
  }
}
