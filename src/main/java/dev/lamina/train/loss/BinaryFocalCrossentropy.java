package dev.lamina.train.loss;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The cross-entropy of two classes times mᵞ, where m is the probability given to the wrong class:
 * what is right already counts little (Lin et al. 2017). The mean over an example's values.
 *
 * <p>Logits are found as {@link BinaryCrossentropy} finds them.
 *
 * @param applyClassBalancing whether the class 1 counts {@code alpha} and the class 0 {@code 1 −
 *     alpha}
 * @param alpha in [0, 1]; without class balancing it has no effect
 * @param gamma γ, at least 0; 0 gives the plain cross-entropy
 * @param fromLogits whether the network ends without a sigmoid
 * @param labelSmoothing in [0, 1]: targets are drawn towards 0.5 by this share
 */
public record BinaryFocalCrossentropy(
    boolean applyClassBalancing, float alpha, float gamma, boolean fromLogits, float labelSmoothing)
    implements Loss {
  /** Far below any probability that matters; keeps the power's gradient finite. */
  private static final float LEAST_MISS = 1e-30f;

  public BinaryFocalCrossentropy {
    Smoothing.check("BinaryFocalCrossentropy", labelSmoothing);
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException(
          "BinaryFocalCrossentropy needs an alpha in [0, 1], but got " + alpha + ".");
    }
    Checks.notNegative("BinaryFocalCrossentropy", "gamma", gamma);
  }

  /** The same loss in which the class 1 counts {@code alpha} and the class 0 the rest of 1. */
  public BinaryFocalCrossentropy applyClassBalancing(boolean applyClassBalancing) {
    return new BinaryFocalCrossentropy(
        applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing);
  }

  /** The same loss with another weight of the class 1, which class balancing applies. */
  public BinaryFocalCrossentropy alpha(float alpha) {
    return new BinaryFocalCrossentropy(
        applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing);
  }

  /** The same loss with another power. */
  public BinaryFocalCrossentropy gamma(float gamma) {
    return new BinaryFocalCrossentropy(
        applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing);
  }

  /** The same loss for a network that ends without, or with, a sigmoid. */
  public BinaryFocalCrossentropy fromLogits(boolean fromLogits) {
    return new BinaryFocalCrossentropy(
        applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing);
  }

  /** The same loss with targets that are drawn towards 0.5. */
  public BinaryFocalCrossentropy labelSmoothing(float labelSmoothing) {
    return new BinaryFocalCrossentropy(
        applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing);
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TFloat32> smoothed = Smoothing.apply(tf, target, labelSmoothing, 2);
    TwoClasses classes = TwoClasses.of(tf, prediction, fromLogits);
    Operand<TFloat32> miss = tf.math.maximum(classes.miss(smoothed), tf.constant(LEAST_MISS));
    Operand<TFloat32> focal =
        tf.math.mul(tf.math.pow(miss, tf.constant(gamma)), classes.crossentropy(smoothed));
    return Loss.meanPerExample(
        tf,
        applyClassBalancing
            ? tf.math.mul(classes.mix(smoothed, tf.constant(alpha), tf.constant(1 - alpha)), focal)
            : focal);
  }

  @Override
  public TargetRange targets(Shape prediction) {
    return TargetRange.PROBABILITIES;
  }
}
