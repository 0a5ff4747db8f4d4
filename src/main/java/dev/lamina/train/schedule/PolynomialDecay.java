package dev.lamina.train.schedule;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

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
    Checks.notNegative("PolynomialDecay", "initialLearningRate", initialLearningRate);
    Checks.atLeast("PolynomialDecay", "decaySteps", decaySteps, 1);
    Checks.notNegative("PolynomialDecay", "endLearningRate", endLearningRate);
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
    Operand<TFloat32> height = tf.math.pow(left(tf, updates), tf.constant(power));
    return tf.math.add(
        tf.math.mul(tf.constant(initialLearningRate - endLearningRate), height),
        tf.constant(endLearningRate));
  }

  /**
   * The share of the decay that is left. With double precision, since XLA may make 1 − t/n of (n −
   * t)/n, which for floats is wrong near the end.
   */
  private Operand<TFloat32> left(Ops tf, Operand<TFloat32> updates) {
    Operand<TFloat64> count = tf.dtypes.cast(updates, TFloat64.class);
    Operand<TFloat64> all = tf.constant((double) decaySteps);
    Operand<TFloat64> left =
        cycle ? leftOfCycle(tf, count, all) : tf.math.sub(all, tf.math.minimum(count, all));
    Operand<TFloat64> share = tf.math.div(left, cycle ? tf.math.add(count, left) : all);
    return tf.dtypes.cast(tf.math.maximum(share, tf.constant(0.0)), TFloat32.class);
  }

  private static Operand<TFloat64> leftOfCycle(
      Ops tf, Operand<TFloat64> updates, Operand<TFloat64> all) {
    Operand<TFloat64> zero = tf.constant(0.0);
    Operand<TFloat64> past = tf.math.floorMod(updates, all);
    Operand<TBool> ended =
        tf.math.logicalAnd(tf.math.equal(past, zero), tf.math.greater(updates, zero));
    return tf.select(ended, zero, tf.math.sub(all, past));
  }
}
