package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Half the square of errors up to δ, and δ · (|error| − δ/2) of larger ones, which keeps outliers
 * from ruling (Huber 1964). The mean over an example's values.
 *
 * @param delta δ, above 0
 */
public record Huber(float delta) implements Loss {

  public Huber {
    if (!(delta > 0 && delta < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Huber needs a finite delta above 0, but got " + delta + ".");
    }
  }

  /** The same loss with another bound between squared and linear errors. */
  public Huber delta(float delta) {
    return new Huber(delta);
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TFloat32> error = tf.math.abs(tf.math.sub(prediction, target));
    Operand<TFloat32> squared = tf.math.minimum(error, tf.constant(delta));
    Operand<TFloat32> linear = tf.math.sub(error, squared);
    return Loss.meanPerExample(
        tf,
        tf.math.add(
            tf.math.mul(tf.constant(0.5f), tf.math.square(squared)),
            tf.math.mul(tf.constant(delta), linear)));
  }
}
