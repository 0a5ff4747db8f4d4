package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of p − y·log(p) over an example's values: the negative log likelihood of counts y with
 * the expectation p, but for a constant. Targets and predictions are at least 0, so that a network
 * ends in softplus or an exponential.
 */
record Poisson() implements Loss {

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TFloat32> log = tf.math.log(tf.math.add(prediction, tf.constant(Epsilon.VALUE)));
    return Loss.meanPerExample(tf, tf.math.sub(prediction, tf.math.mul(target, log)));
  }

  @Override
  public TargetRange targets(Shape prediction) {
    return TargetRange.NOT_NEGATIVE;
  }
}
