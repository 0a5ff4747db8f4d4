package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of (log(1 + target) − log(1 + prediction))² over an example's values, for targets of at
 * least 0. Values below 1e-7 count as 1e-7, as in Keras.
 */
record MeanSquaredLogarithmicError() implements Loss {

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    return Loss.meanPerExample(
        tf, tf.math.squaredDifference(logarithm(tf, prediction), logarithm(tf, target)));
  }

  private static Operand<TFloat32> logarithm(Ops tf, Operand<TFloat32> values) {
    return tf.math.log(tf.math.add(Epsilon.atLeast(tf, values), tf.constant(1f)));
  }

  @Override
  public TargetRange targets(Shape prediction) {
    return TargetRange.NOT_NEGATIVE;
  }
}
