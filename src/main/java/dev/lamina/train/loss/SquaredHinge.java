package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of max(0, 1 − y·p)² over an example's values, for targets y of −1 or 1; 0 stands for −1.
 */
record SquaredHinge() implements Loss {

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    return Loss.meanPerExample(tf, tf.math.square(Margins.missing(tf, target, prediction)));
  }

  @Override
  public TargetRange targets(Shape prediction) {
    return TargetRange.SIGNS;
  }
}
