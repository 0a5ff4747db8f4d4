package dev.lamina.train.metric;

import dev.lamina.train.loss.LossFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A metric that is the mean of a number that each example has. */
interface Mean extends Metric, LossFunction {

  @Override
  default Operand<TFloat32> totals(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TFloat32> sum = tf.reduceSum(perExample(tf, target, prediction), tf.constant(0));
    return tf.reshape(sum, tf.constant(new int[] {1}));
  }

  @Override
  default double value(double[] totals, long examples) {
    return totals[0] / examples;
  }
}
