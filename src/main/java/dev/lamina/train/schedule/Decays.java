package dev.lamina.train.schedule;

import dev.lamina.spec.Checks;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/** Learning rates that change in steps or along simple functions of the number of updates. */
public final class Decays {
  private Decays() {}

  /**
   * One rate up to the first boundary, another up to the second, and so on.
   *
   * @param boundaries the numbers of updates after which the rates change, growing; the rate
   *     changes with the update that has more than that many before it
   * @param values the rates, one more than boundaries, finite and at least 0
   */
  record PiecewiseConstantDecay(List<Integer> boundaries, List<Float> values) implements Schedule {

    PiecewiseConstantDecay {
      boundaries = List.copyOf(boundaries);
      values = List.copyOf(values);
      if (boundaries.isEmpty()) {
        throw new IllegalArgumentException(
            "PiecewiseConstantDecay needs at least one boundary, but got none; take constant(rate).");
      }
      if (values.size() != boundaries.size() + 1) {
        throw new IllegalArgumentException(
            "PiecewiseConstantDecay needs one value more than boundaries, but got %s values and %s boundaries."
                .formatted(values.size(), boundaries.size()));
      }
      for (int i = 1; i < boundaries.size(); i++) {
        if (boundaries.get(i) <= boundaries.get(i - 1)) {
          throw new IllegalArgumentException(
              "PiecewiseConstantDecay needs boundaries that grow, but got %s."
                  .formatted(boundaries));
        }
      }
      values.forEach(value -> Checks.notNegative("PiecewiseConstantDecay", "value", value));
    }

    @Override
    public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
      Operand<TInt32> passed =
          tf.dtypes.cast(tf.math.greater(updates, tf.constant(floats(boundaries))), TInt32.class);
      return tf.gather(
          tf.constant(floats(values)), tf.reduceSum(passed, tf.constant(0)), tf.constant(0));
    }

    private static float[] floats(List<? extends Number> numbers) {
      float[] floats = new float[numbers.size()];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = numbers.get(i).floatValue();
      }
      return floats;
    }
  }

  /**
   * A rate that falls by the same factor every so many updates: α·rᵗᐟⁿ after t of them.
   *
   * @param initialLearningRate α, finite and at least 0
   * @param decaySteps n, at least 1
   * @param decayRate r, finite and at least 0
   * @param staircase whether the rate falls every n updates at once, rather than a little with each
   */
  public record ExponentialDecay(
      float initialLearningRate, int decaySteps, float decayRate, boolean staircase)
      implements Schedule {

    public ExponentialDecay {
      Checks.notNegative("ExponentialDecay", "initialLearningRate", initialLearningRate);
      Checks.atLeast("ExponentialDecay", "decaySteps", decaySteps, 1);
      Checks.notNegative("ExponentialDecay", "decayRate", decayRate);
    }

    /** The same schedule, falling every {@code decaySteps} updates at once or not. */
    public ExponentialDecay staircase(boolean staircase) {
      return new ExponentialDecay(initialLearningRate, decaySteps, decayRate, staircase);
    }

    @Override
    public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
      Operand<TFloat32> periods = periods(tf, updates, decaySteps, staircase);
      return tf.math.mul(
          tf.constant(initialLearningRate), tf.math.pow(tf.constant(decayRate), periods));
    }
  }

  /**
   * A rate that falls ever more slowly: α / (1 + r·t/n) after t updates.
   *
   * @param initialLearningRate α, finite and at least 0
   * @param decaySteps n, at least 1
   * @param decayRate r, finite and at least 0
   * @param staircase whether the rate falls every n updates at once, rather than a little with each
   */
  public record InverseTimeDecay(
      float initialLearningRate, int decaySteps, float decayRate, boolean staircase)
      implements Schedule {

    public InverseTimeDecay {
      Checks.notNegative("InverseTimeDecay", "initialLearningRate", initialLearningRate);
      Checks.atLeast("InverseTimeDecay", "decaySteps", decaySteps, 1);
      Checks.notNegative("InverseTimeDecay", "decayRate", decayRate);
    }

    /** The same schedule, falling every {@code decaySteps} updates at once or not. */
    public InverseTimeDecay staircase(boolean staircase) {
      return new InverseTimeDecay(initialLearningRate, decaySteps, decayRate, staircase);
    }

    @Override
    public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
      Operand<TFloat32> periods = periods(tf, updates, decaySteps, staircase);
      return tf.math.div(
          tf.constant(initialLearningRate),
          tf.math.add(tf.constant(1f), tf.math.mul(tf.constant(decayRate), periods)));
    }
  }

  /**
   * A rate that falls to another along a power: (α − ω)·(1 − t/n)ᵖ + ω after t updates, and ω from
   * n on.
   *
   * @param initialLearningRate α, finite and at least 0
   * @param decaySteps n, at least 1
   * @param endLearningRate ω, finite and at least 0
   * @param power p, above 0; 1 is a straight line
   * @param cycle whether the decay begins again whenever it has ended, from ever less: n is then
   *     the smallest of its multiples that is at least t
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
    public PolynomialDecay endLearningRate(double endLearningRate) {
      return new PolynomialDecay(
          initialLearningRate, decaySteps, (float) endLearningRate, power, cycle);
    }

    /** The same schedule along another power. */
    public PolynomialDecay power(double power) {
      return new PolynomialDecay(
          initialLearningRate, decaySteps, endLearningRate, (float) power, cycle);
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
     * The share of the decay that is left. With double precision, since XLA may make 1 − t/n of (n
     * − t)/n, which for floats is wrong near the end.
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

  /**
   * A rate that grows in equal steps from 0 to a schedule's first one, and then follows the
   * schedule from its beginning.
   *
   * @param schedule what to follow
   * @param warmupSteps how many updates the rate grows for, at least 1
   */
  record LinearWarmup(Schedule schedule, int warmupSteps) implements Schedule {

    LinearWarmup {
      Checks.atLeast("LinearWarmup", "warmupSteps", warmupSteps, 1);
    }

    @Override
    public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
      Operand<TFloat32> since =
          tf.math.maximum(tf.math.sub(updates, tf.constant((float) warmupSteps)), tf.constant(0f));
      return tf.math.mul(share(tf, updates, warmupSteps), schedule.rate(tf, since));
    }
  }

  // Whole periods are told by remainders, which are exact, and not by rounding quotients, since XLA
  // multiplies by the inverse instead.

  /**
   * The number of periods before an update.
   *
   * @param whole whether to count only whole ones
   */
  static Operand<TFloat32> periods(Ops tf, Operand<TFloat32> updates, int length, boolean whole) {
    Operand<TFloat32> period = tf.constant((float) length);
    Operand<TFloat32> counted =
        whole ? tf.math.sub(updates, tf.math.floorMod(updates, period)) : updates;
    return tf.math.div(counted, period);
  }

  /** The share of a period that is over, at most 1. */
  static Operand<TFloat32> share(Ops tf, Operand<TFloat32> updates, int length) {
    Operand<TFloat32> period = tf.constant((float) length);
    return tf.math.div(tf.math.minimum(updates, period), period);
  }
}
