package dev.lamina.train.optimizer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What update rules share: decaying means of gradients, and the decay of weights. */
final class Decay {
  private Decay() {}

  /** The running mean: decay·mean + (1 − decay)·value. */
  static Operand<TFloat32> mean(
      Ops tf, Operand<TFloat32> mean, Operand<TFloat32> value, double decay) {
    return tf.math.add(
        tf.math.mul(mean, tf.constant((float) decay)),
        tf.math.mul(value, tf.constant((float) (1 - decay))));
  }

  /**
   * What a running mean that began at zero has to be divided by: 1 − β to the power of the update,
   * without cancellation in the first updates.
   */
  static Operand<TFloat32> correction(Ops tf, double beta, Operand<TFloat32> update) {
    return beta == 0
        ? tf.constant(1f)
        : tf.math.neg(tf.math.expm1(tf.math.mul(update, tf.constant((float) Math.log(beta)))));
  }

  /** The weight less its share of the learning rate times the decay. */
  static Operand<TFloat32> ofWeight(
      Ops tf, Operand<TFloat32> weight, Operand<TFloat32> learningRate, float decay) {
    return decay == 0
        ? weight
        : tf.math.sub(weight, tf.math.mul(weight, tf.math.mul(learningRate, tf.constant(decay))));
  }
}
