package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The mean of |target − prediction| over an example's values. */
record MeanAbsoluteError() implements Loss {

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    return Loss.meanPerExample(tf, tf.math.abs(tf.math.sub(prediction, target)));
  }
}
