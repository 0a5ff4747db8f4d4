package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of log(cosh(prediction − target)) over an example's values: half the square of small
 * errors, the size of large ones.
 */
record LogCosh() implements Loss {

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TFloat32> error = tf.math.sub(prediction, target);
    // log(cosh(x)) = x + log(1 + e^(−2x)) − log(2), of which nothing overflows.
    Operand<TFloat32> softplus = tf.math.softplus(tf.math.mul(tf.constant(-2f), error));
    return Loss.meanPerExample(
        tf, tf.math.sub(tf.math.add(error, softplus), tf.constant((float) Math.log(2))));
  }
}
