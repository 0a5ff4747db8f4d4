package dev.lamina.engine;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** How many examples a batch has. */
final class BatchSize {
  private BatchSize() {}

  /** The first size of the batch's shape as a scalar, constant if it is known. */
  static Operand<TFloat32> of(Ops tf, Operand<TFloat32> batch) {
    long size = batch.shape().get(0);
    if (size >= 0) {
      return tf.constant((float) size);
    }
    Operand<TInt32> first = tf.gather(tf.shape(batch), tf.constant(0), tf.constant(0));
    return tf.dtypes.cast(first, TFloat32.class);
  }
}
