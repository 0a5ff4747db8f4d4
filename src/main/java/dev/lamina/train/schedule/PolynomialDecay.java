package dev.lamina.train.schedule;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * A rate that falls to another along a power: (α − ω)·(1 − t/n)ᵖ + ω after t updates, and ω from n
 * on.
 *
 * @param initialLearningRate α, finite and at least 0
 * @param decaySteps n, at least 1
 * @param endLearningRate ω, finite and at least 0
 * @param power p, above 0; 1 is a straight line
 * @param cycle whether the decay begins again whenever it has ended, from ever less: n is then the
 *     smallest of its multiples that is at least t
 */
public record PolynomialDecay(
    float initialLearningRate, int decaySteps, float endLearningRate, float power, boolean cycle)
    implements Schedule {

  public PolynomialDecay {
    Checks.rate("PolynomialDecay", "initialLearningRate", initialLearningRate);
    Checks.steps("PolynomialDecay", "decaySteps", decaySteps);
    Checks.rate("PolynomialDecay", "endLearningRate", endLearningRate);
    if (!(power > 0 && power < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "PolynomialDecay needs a finite power above 0, but got " + power + ".");
    }
  }

  /** The same schedule to another last rate. */
  public PolynomialDecay endLearningRate(float endLearningRate) {
    return new PolynomialDecay(initialLearningRate, decaySteps, endLearningRate, power, cycle);
  }

  /** The same schedule along another power. */
  public PolynomialDecay power(float power) {
    return new PolynomialDecay(initialLearningRate, decaySteps, endLearningRate, power, cycle);
  }

  /** The same schedule, beginning again or not. */
  public PolynomialDecay cycle(boolean cycle) {
    return new PolynomialDecay(initialLearningRate, decaySteps, endLearningRate, power, cycle);
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
    Operand<TFloat32> left = left(tf, updates);
    Operand<TFloat32> share =
        tf.math.div(left, cycle ? tf.math.add(updates, left) : tf.constant((float) decaySteps));
    return tf.math.add(
        tf.math.mul(
            tf.constant(initialLearningRate - endLearningRate),
            tf.math.pow(share, tf.constant(power))),
        tf.constant(endLearningRate));
  }

  /** How many updates are left of the decay: counted exactly, rather than as 1 − t/n. */
  private Operand<TFloat32> left(Ops tf, Operand<TFloat32> updates) {
    Operand<TFloat32> all = tf.constant((float) decaySteps);
    if (!cycle) {
      return tf.math.sub(all, tf.math.minimum(updates, all));
    }
    Operand<TFloat32> zero = tf.constant(0f);
    Operand<TFloat32> past = tf.math.floorMod(updates, all);
    Operand<TBool> ended =
        tf.math.logicalAnd(tf.math.equal(past, zero), tf.math.greater(updates, zero));
    return tf.select(ended, zero, tf.math.sub(all, past));
  }
}
