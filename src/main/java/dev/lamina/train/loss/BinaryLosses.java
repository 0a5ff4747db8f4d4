package dev.lamina.train.loss;

import dev.lamina.spec.Checks;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Cross-entropies of two classes, 1 or 0, for each value of a prediction on its own. */
public final class BinaryLosses {
  private BinaryLosses() {}

  /**
   * −y·log(p) − (1−y)·log(1−p), the mean over an example's values.
   *
   * <p>Computed as y·softplus(−z) + (1−y)·softplus(z) from the logits z, which is exact for any
   * size of z. Probabilities that come straight from a sigmoid are traced back to its logits;
   * others are clipped to [1e-7, 1 − 1e-7], as Keras does.
   *
   * @param fromLogits whether the network ends without a sigmoid
   * @param labelSmoothing in [0, 1]: targets are drawn towards 0.5 by this share
   */
  public record BinaryCrossentropy(boolean fromLogits, float labelSmoothing) implements Loss {

    public BinaryCrossentropy {
      Probabilities.checkSmoothing("BinaryCrossentropy", labelSmoothing);
    }

    /** The same loss for a network that ends without, or with, a sigmoid. */
    public BinaryCrossentropy fromLogits(boolean fromLogits) {
      return new BinaryCrossentropy(fromLogits, labelSmoothing);
    }

    /** The same loss with targets that are drawn towards 0.5. */
    public BinaryCrossentropy labelSmoothing(double labelSmoothing) {
      return new BinaryCrossentropy(fromLogits, (float) labelSmoothing);
    }

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      TwoClasses classes = TwoClasses.of(tf, prediction, fromLogits);
      return Loss.meanPerExample(
          tf, classes.crossentropy(Probabilities.smooth(tf, target, labelSmoothing, 2)));
    }

    @Override
    public TargetRange targets(Shape prediction) {
      return TargetRange.PROBABILITIES;
    }

    @Override
    public float threshold() {
      return fromLogits ? 0 : 0.5f;
    }
  }

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
      boolean applyClassBalancing,
      float alpha,
      float gamma,
      boolean fromLogits,
      float labelSmoothing)
      implements Loss {
    /** Far below any probability that matters; keeps the power's gradient finite. */
    private static final float LEAST_MISS = 1e-30f;

    public BinaryFocalCrossentropy {
      Probabilities.checkSmoothing("BinaryFocalCrossentropy", labelSmoothing);
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
    public BinaryFocalCrossentropy alpha(double alpha) {
      return new BinaryFocalCrossentropy(
          applyClassBalancing, (float) alpha, gamma, fromLogits, labelSmoothing);
    }

    /** The same loss with another power. */
    public BinaryFocalCrossentropy gamma(double gamma) {
      return new BinaryFocalCrossentropy(
          applyClassBalancing, alpha, (float) gamma, fromLogits, labelSmoothing);
    }

    /** The same loss for a network that ends without, or with, a sigmoid. */
    public BinaryFocalCrossentropy fromLogits(boolean fromLogits) {
      return new BinaryFocalCrossentropy(
          applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing);
    }

    /** The same loss with targets that are drawn towards 0.5. */
    public BinaryFocalCrossentropy labelSmoothing(double labelSmoothing) {
      return new BinaryFocalCrossentropy(
          applyClassBalancing, alpha, gamma, fromLogits, (float) labelSmoothing);
    }

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      Operand<TFloat32> smoothed = Probabilities.smooth(tf, target, labelSmoothing, 2);
      TwoClasses classes = TwoClasses.of(tf, prediction, fromLogits);
      Operand<TFloat32> miss = tf.math.maximum(classes.miss(smoothed), tf.constant(LEAST_MISS));
      Operand<TFloat32> focal =
          tf.math.mul(tf.math.pow(miss, tf.constant(gamma)), classes.crossentropy(smoothed));
      return Loss.meanPerExample(
          tf,
          applyClassBalancing
              ? tf.math.mul(
                  classes.mix(smoothed, tf.constant(alpha), tf.constant(1 - alpha)), focal)
              : focal);
    }

    @Override
    public TargetRange targets(Shape prediction) {
      return TargetRange.PROBABILITIES;
    }

    @Override
    public float threshold() {
      return fromLogits ? 0 : 0.5f;
    }
  }

  /**
   * What a network's output says of the classes 1 and 0, each value on its own.
   *
   * @param tf the ops to build from
   * @param one the probability of the class 1
   * @param zero the probability of the class 0
   * @param lossAtOne −log of the probability of the class 1
   * @param lossAtZero −log of the probability of the class 0
   */
  private record TwoClasses(
      Ops tf,
      Operand<TFloat32> one,
      Operand<TFloat32> zero,
      Operand<TFloat32> lossAtOne,
      Operand<TFloat32> lossAtZero) {

    static TwoClasses of(Ops tf, Operand<TFloat32> prediction, boolean fromLogits) {
      Optional<Operand<TFloat32>> logits =
          fromLogits ? Optional.of(prediction) : Probabilities.logits(tf, prediction, "Sigmoid");
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
      Operand<TFloat32> clipped = Probabilities.clip(tf, p, 1 - Probabilities.EPSILON);
      return new TwoClasses(
          tf,
          p,
          tf.math.sub(one, p),
          tf.math.neg(tf.math.log(clipped)),
          tf.math.neg(tf.math.log(tf.math.sub(one, clipped))));
    }

    /** {@code target · lossAtOne + (1 − target) · lossAtZero}. */
    Operand<TFloat32> crossentropy(Operand<TFloat32> target) {
      return mix(target, lossAtOne, lossAtZero);
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
}
