package dev.lamina.train.schedule;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A rate that falls along half a wave of the cosine (Loshchilov and Hutter 2017), if wanted after
 * it grew in equal steps.
 *
 * @param initialLearningRate the first rate, finite and at least 0
 * @param decaySteps how many updates the rate falls for, at least 1
 * @param alpha the share of the highest rate that it falls to, finite and at least 0
 * @param warmupTarget the rate to grow to, which is then the highest; 0 without a warm-up
 * @param warmupSteps how many updates the rate grows for, 0 for no warm-up
 */
public record CosineDecay(
    float initialLearningRate, int decaySteps, float alpha, float warmupTarget, int warmupSteps)
    implements Schedule {

  public CosineDecay {
    Checks.notNegative("CosineDecay", "initialLearningRate", initialLearningRate);
    Checks.atLeast("CosineDecay", "decaySteps", decaySteps, 1);
    Checks.notNegative("CosineDecay", "alpha", alpha);
    Checks.notNegative("CosineDecay", "warmupTarget", warmupTarget);
    Checks.atLeast("CosineDecay", "warmupSteps", warmupSteps, 0);
    if (warmupTarget > 0 != warmupSteps > 0) {
      throw new IllegalArgumentException(
          "CosineDecay warms up to a warmupTarget above 0 for warmupSteps of at least 1, but got %s and %d; give both or neither."
              .formatted(warmupTarget, warmupSteps));
    }
  }

  /** The same schedule down to another share of its highest rate. */
  public CosineDecay alpha(float alpha) {
    return new CosineDecay(initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps);
  }

  /** The same schedule after a warm-up from the first rate to another. */
  public CosineDecay warmup(float warmupTarget, int warmupSteps) {
    return new CosineDecay(initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps);
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
    if (warmupSteps == 0) {
      return decay(tf, initialLearningRate, updates);
    }
    Operand<TFloat32> growth =
        tf.math.mul(
            tf.constant(warmupTarget - initialLearningRate), Steps.share(tf, updates, warmupSteps));
    Operand<TFloat32> begin = tf.constant((float) warmupSteps);
    return tf.select(
        tf.math.less(updates, begin),
        tf.math.add(tf.constant(initialLearningRate), growth),
        decay(tf, warmupTarget, tf.math.sub(updates, begin)));
  }

  private Operand<TFloat32> decay(Ops tf, float highest, Operand<TFloat32> updates) {
    Operand<TFloat32> wave = Cosine.wave(tf, Steps.share(tf, updates, decaySteps));
    return Cosine.rate(tf, highest, alpha, wave);
  }
}
