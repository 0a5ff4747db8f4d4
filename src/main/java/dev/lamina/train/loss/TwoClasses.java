package dev.lamina.train.loss;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Predictions of one of two classes, 1 or 0, each value on its own.
 *
 * <p>From logits z the surprise at the class 1 is softplus(−z) and that at the class 0 is
 * softplus(z), which are exact for any size of z. Probabilities that come straight from a sigmoid
 * are traced back to its logits; others are clipped to [1e-7, 1 − 1e-7], as Keras does.
 *
 * @param tf the ops to build from
 * @param one the probability of the class 1
 * @param zero the probability of the class 0
 * @param surpriseAtOne −log of the probability of the class 1
 * @param surpriseAtZero −log of the probability of the class 0
 */
record TwoClasses(
    Ops tf,
    Operand<TFloat32> one,
    Operand<TFloat32> zero,
    Operand<TFloat32> surpriseAtOne,
    Operand<TFloat32> surpriseAtZero) {

  /** The classes that a network's output speaks of. */
  static TwoClasses of(Ops tf, Operand<TFloat32> prediction, boolean fromLogits) {
    Optional<Operand<TFloat32>> logits =
        fromLogits ? Optional.of(prediction) : Logits.of(prediction, "Sigmoid");
    return logits.map(z -> ofLogits(tf, z)).orElseGet(() -> ofProbabilities(tf, prediction));
  }

  private static TwoClasses ofLogits(Ops tf, Operand<TFloat32> z) {
    Operand<TFloat32> negative = tf.math.neg(z);
    return new TwoClasses(
        tf,
        tf.math.sigmoid(z),
        tf.math.sigmoid(negative),
        tf.math.softplus(negative),
        tf.math.softplus(z));
  }

  private static TwoClasses ofProbabilities(Ops tf, Operand<TFloat32> p) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> clipped = Epsilon.clip(tf, p, 1 - Epsilon.VALUE);
    return new TwoClasses(
        tf,
        p,
        tf.math.sub(one, p),
        tf.math.neg(tf.math.log(clipped)),
        tf.math.neg(tf.math.log(tf.math.sub(one, clipped))));
  }

  /** {@code target · surpriseAtOne + (1 − target) · surpriseAtZero}. */
  Operand<TFloat32> crossentropy(Operand<TFloat32> target) {
    return mix(target, surpriseAtOne, surpriseAtZero);
  }

  /** The probability given to the class that is not the target's. */
  Operand<TFloat32> miss(Operand<TFloat32> target) {
    return mix(target, zero, one);
  }

  /** One value as far as the target is 1, and the other as far as it is 0. */
  Operand<TFloat32> mix(
      Operand<TFloat32> target, Operand<TFloat32> ifOne, Operand<TFloat32> ifZero) {
    return tf.math.add(
        tf.math.mul(target, ifOne), tf.math.mul(tf.math.sub(tf.constant(1f), target), ifZero));
  }
}
