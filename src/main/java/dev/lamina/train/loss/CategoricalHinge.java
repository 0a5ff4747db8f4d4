package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * max(0, 1 + m − p) where p is the prediction for the target's class and m the largest of the
 * others; targets are one-hot.
 */
record CategoricalHinge() implements Loss {

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TInt32> row = tf.constant(1);
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> right = tf.reduceSum(tf.math.mul(target, prediction), row);
    Operand<TFloat32> wrong = tf.reduceMax(tf.math.mul(tf.math.sub(one, target), prediction), row);
    return Margins.atLeastZero(tf, tf.math.add(tf.math.sub(wrong, right), one));
  }

  @Override
  public Shape targetShape(Shape prediction) {
    Loss.classes("CategoricalHinge", prediction);
    return prediction;
  }

  @Override
  public TargetRange targets(Shape prediction) {
    return TargetRange.PROBABILITIES;
  }
}
