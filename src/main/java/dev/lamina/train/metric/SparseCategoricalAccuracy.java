package dev.lamina.train.metric;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The share of examples whose most probable class is the target's class number. */
record SparseCategoricalAccuracy() implements Metric {

  @Override
  public Operand<TFloat32> totals(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TInt32> said = tf.math.argMax(prediction, tf.constant(1), TInt32.class);
    Operand<TInt32> meant =
        tf.dtypes.cast(tf.reshape(target, tf.constant(new int[] {-1})), TInt32.class);
    Operand<TFloat32> right = tf.dtypes.cast(tf.math.equal(said, meant), TFloat32.class);
    return tf.reshape(tf.reduceSum(right, tf.constant(0)), tf.constant(new int[] {1}));
  }

  @Override
  public double value(double[] totals, long examples) {
    return totals[0] / examples;
  }

  @Override
  public String name() {
    return "sparseCategoricalAccuracy";
  }
}
