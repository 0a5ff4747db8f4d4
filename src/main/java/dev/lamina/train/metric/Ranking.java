package dev.lamina.train.metric;

import dev.lamina.train.loss.ClassNumbers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Where an example's class stands among its predictions {@code [batch, classes]}. */
final class Ranking {
  private Ranking() {}

  /** 1 where the class is the first most probable one, else 0: {@code [batch]}. */
  static Operand<TFloat32> isFirst(Ops tf, Operand<TInt32> meant, Operand<TFloat32> prediction) {
    Operand<TInt32> said = tf.math.argMax(prediction, tf.constant(1), TInt32.class);
    return tf.dtypes.cast(tf.math.equal(said, meant), TFloat32.class);
  }

  /**
   * 1 where fewer than k classes are more probable than the target's, else 0: {@code [batch]}.
   *
   * @param target class numbers {@code [batch, 1]} or one-hot {@code [batch, classes]}
   */
  static Operand<TFloat32> isInTop(
      Ops tf, int k, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TInt32> row = tf.constant(1);
    int classes = Targets.columns(prediction.shape());
    Operand<TFloat32> ofMeant =
        tf.reduceSum(
            tf.math.mul(ClassNumbers.oneHot(tf, target, classes), prediction),
            row,
            ReduceSum.keepDims(true));
    // "Not at most" rather than "greater", so that NaN is never right.
    Operand<TBool> ahead = tf.math.logicalNot(tf.math.lessEqual(prediction, ofMeant));
    Operand<TFloat32> count = tf.reduceSum(tf.dtypes.cast(ahead, TFloat32.class), row);
    return tf.dtypes.cast(tf.math.less(count, tf.constant((float) k)), TFloat32.class);
  }
}
