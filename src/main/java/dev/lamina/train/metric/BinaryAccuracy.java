package dev.lamina.train.metric;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The share of values on the right side of the threshold.
 *
 * @param threshold predictions above it say 1
 */
record BinaryAccuracy(float threshold) implements Metric {

  @Override
  public int size(Shape target, Shape prediction) {
    Targets.checkSameShape(this, target, prediction);
    return 2;
  }

  /** How many are right, and how many there are. */
  @Override
  public Operand<TFloat32> totals(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TBool> said = tf.math.greater(prediction, tf.constant(threshold));
    Operand<TBool> meant = tf.math.greater(target, tf.constant(0.5f));
    Operand<TFloat32> right = tf.dtypes.cast(tf.math.equal(said, meant), TFloat32.class);
    Operand<TFloat32> flat = tf.reshape(right, tf.constant(new int[] {-1}));
    return tf.stack(
        List.of(
            tf.reduceSum(flat, tf.constant(0)),
            tf.dtypes.cast(tf.size(flat, TInt32.class), TFloat32.class)));
  }

  @Override
  public double value(double[] totals, long examples) {
    return totals[0] / totals[1];
  }

  @Override
  public String name() {
    return threshold == 0.5f ? "binaryAccuracy" : "binaryAccuracy(" + threshold + ")";
  }
}
