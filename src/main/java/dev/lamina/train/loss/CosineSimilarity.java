package dev.lamina.train.loss;

import dev.lamina.layer.ShapeException;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * Minus the cosine of the angle between target and prediction: −1 if they point the same way, 1 if
 * they point apart. Along the last axis, the mean over the others; vectors shorter than 1e-7 count
 * as that long, as in Keras.
 */
record CosineSimilarity() implements Loss {
  private static final float LEAST_SQUARE = 1e-14f;

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TFloat32> product = tf.math.mul(unit(tf, target), unit(tf, prediction));
    return Loss.meanPerExample(tf, tf.math.neg(tf.reduceSum(product, tf.constant(-1))));
  }

  private static Operand<TFloat32> unit(Ops tf, Operand<TFloat32> vector) {
    Operand<TFloat32> square =
        tf.reduceSum(tf.math.square(vector), tf.constant(-1), ReduceSum.keepDims(true));
    return tf.math.mul(vector, tf.math.rsqrt(tf.math.maximum(square, tf.constant(LEAST_SQUARE))));
  }

  @Override
  public Shape targetShape(Shape prediction) {
    if (prediction.isScalar()) {
      throw new ShapeException(
          "CosineSimilarity takes a vector per example, but the network gives []; put flatten() at its end.");
    }
    return prediction;
  }
}
