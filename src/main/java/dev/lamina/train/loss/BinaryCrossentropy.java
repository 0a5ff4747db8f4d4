package dev.lamina.train.loss;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * −y·log(p) − (1−y)·log(1−p), the mean over an example's values.
 *
 * <p>Computed as y·softplus(−z) + (1−y)·softplus(z) from the logits z, which is exact for any size
 * of z. Probabilities that come straight from a sigmoid are traced back to its logits; others are
 * clipped to [1e-7, 1 − 1e-7], as Keras does.
 *
 * @param fromLogits whether the network ends without a sigmoid
 */
record BinaryCrossentropy(boolean fromLogits) implements Loss {
  private static final float EPSILON = 1e-7f;

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Optional<Operand<TFloat32>> logits =
        fromLogits ? Optional.of(prediction) : Logits.of(prediction, "Sigmoid");
    Operand<TFloat32> loss =
        logits
            .map(z -> weighted(tf, target, tf.math.softplus(tf.math.neg(z)), tf.math.softplus(z)))
            .orElseGet(() -> fromProbabilities(tf, target, prediction));
    return Loss.meanPerExample(tf, loss);
  }

  private static Operand<TFloat32> fromProbabilities(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> p) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> clipped = tf.clipByValue(p, tf.constant(EPSILON), tf.constant(1 - EPSILON));
    return weighted(
        tf,
        target,
        tf.math.neg(tf.math.log(clipped)),
        tf.math.neg(tf.math.log(tf.math.sub(one, clipped))));
  }

  private static Operand<TFloat32> weighted(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> ifOne, Operand<TFloat32> ifZero) {
    return tf.math.add(
        tf.math.mul(target, ifOne), tf.math.mul(tf.math.sub(tf.constant(1f), target), ifZero));
  }

  @Override
  public TargetRange targets(Shape prediction) {
    return new TargetRange(0, 1, false, "probabilities from 0 to 1");
  }

  @Override
  public String name() {
    return "binaryCrossentropy";
  }
}
