package dev.lamina.train.schedule;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** Learning rates that fall along half a wave of the cosine, once or again and again. */
public final class CosineDecays {
  private CosineDecays() {}

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
            "CosineDecay warms up to a warmupTarget above 0 for warmupSteps of at least 1, but got %s and %s; give both or neither."
                .formatted(warmupTarget, warmupSteps));
      }
    }

    /** The same schedule down to another share of its highest rate. */
    public CosineDecay alpha(double alpha) {
      return new CosineDecay(
          initialLearningRate, decaySteps, (float) alpha, warmupTarget, warmupSteps);
    }

    /** The same schedule after a warm-up from the first rate to another. */
    public CosineDecay warmup(double warmupTarget, int warmupSteps) {
      return new CosineDecay(
          initialLearningRate, decaySteps, alpha, (float) warmupTarget, warmupSteps);
    }

    @Override
    public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
      if (warmupSteps == 0) {
        return decay(tf, initialLearningRate, updates);
      }
      Operand<TFloat32> growth =
          tf.math.mul(
              tf.constant(warmupTarget - initialLearningRate),
              Decays.share(tf, updates, warmupSteps));
      Operand<TFloat32> begin = tf.constant((float) warmupSteps);
      return tf.select(
          tf.math.less(updates, begin),
          tf.math.add(tf.constant(initialLearningRate), growth),
          decay(tf, warmupTarget, tf.math.sub(updates, begin)));
    }

    private Operand<TFloat32> decay(Ops tf, float highest, Operand<TFloat32> updates) {
      Operand<TFloat32> wave = CosineDecays.wave(tf, Decays.share(tf, updates, decaySteps));
      return CosineDecays.rate(tf, highest, alpha, wave);
    }
  }

  /**
   * A rate that falls along half a wave of the cosine again and again (Loshchilov and Hutter 2017),
   * each time for longer and, if wanted, from less.
   *
   * @param initialLearningRate the first rate, finite and at least 0
   * @param firstDecaySteps how many updates the first decay takes, at least 1
   * @param tMul how many times longer each decay is than the one before it, at least 1
   * @param mMul what the height of the fall is multiplied by at each restart, finite and at least 0
   * @param alpha the share of the first rate that each decay falls to, finite and at least 0
   */
  public record CosineDecayRestarts(
      float initialLearningRate, int firstDecaySteps, float tMul, float mMul, float alpha)
      implements Schedule {

    /** What the number of restarts so far may be off by before it is rounded down. */
    private static final double ROUNDING = 1e-9;

    public CosineDecayRestarts {
      Checks.notNegative("CosineDecayRestarts", "initialLearningRate", initialLearningRate);
      Checks.atLeast("CosineDecayRestarts", "firstDecaySteps", firstDecaySteps, 1);
      if (!(tMul >= 1 && tMul < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "CosineDecayRestarts needs a finite tMul of at least 1, but got " + tMul + ".");
      }
      Checks.notNegative("CosineDecayRestarts", "mMul", mMul);
      Checks.notNegative("CosineDecayRestarts", "alpha", alpha);
    }

    /** The same schedule with decays that grow longer by another factor. */
    public CosineDecayRestarts tMul(double tMul) {
      return new CosineDecayRestarts(
          initialLearningRate, firstDecaySteps, (float) tMul, mMul, alpha);
    }

    /** The same schedule with another factor of the fall's height at each restart. */
    public CosineDecayRestarts mMul(double mMul) {
      return new CosineDecayRestarts(
          initialLearningRate, firstDecaySteps, tMul, (float) mMul, alpha);
    }

    /** The same schedule down to another share of its first rate. */
    public CosineDecayRestarts alpha(double alpha) {
      return new CosineDecayRestarts(
          initialLearningRate, firstDecaySteps, tMul, mMul, (float) alpha);
    }

    @Override
    public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
      Position position = tMul == 1 ? amongEqual(tf, updates) : amongGrowing(tf, updates);
      Operand<TFloat32> height = tf.math.pow(tf.constant(mMul), position.restarts());
      return CosineDecays.rate(
          tf,
          initialLearningRate,
          alpha,
          tf.math.mul(height, CosineDecays.wave(tf, position.share())));
    }

    /**
     * Where an update is.
     *
     * @param restarts how many there were before it
     * @param share of the decay under way that is over
     */
    private record Position(Operand<TFloat32> restarts, Operand<TFloat32> share) {}

    private Position amongEqual(Ops tf, Operand<TFloat32> updates) {
      Operand<TFloat32> length = tf.constant((float) firstDecaySteps);
      return new Position(
          Decays.periods(tf, updates, firstDecaySteps, true),
          tf.math.div(tf.math.floorMod(updates, length), length));
    }

    /**
     * Restart i is after n·(tⁱ − 1) / (t − 1) updates, solved for i: with double precision, since
     * floats would miss restarts by some updates.
     */
    private Position amongGrowing(Ops tf, Operand<TFloat32> updates) {
      Operand<TFloat64> one = tf.constant(1.0);
      Operand<TFloat64> growth = tf.constant((double) tMul);
      // Updates in units of n / (t − 1): restart i is after tⁱ − 1 of them.
      Operand<TFloat64> at =
          tf.math.mul(
              tf.dtypes.cast(updates, TFloat64.class), tf.constant((tMul - 1.0) / firstDecaySteps));
      Operand<TFloat64> exact =
          tf.math.div(tf.math.log(tf.math.add(at, one)), tf.constant(Math.log(tMul)));
      Operand<TFloat64> restarts = tf.math.floor(tf.math.add(exact, tf.constant(ROUNDING)));
      Operand<TFloat64> length = tf.math.pow(growth, restarts);
      Operand<TFloat64> since = tf.math.sub(at, tf.math.sub(length, one));
      Operand<TFloat64> share = tf.math.div(since, tf.math.mul(length, tf.constant(tMul - 1.0)));
      return new Position(
          tf.dtypes.cast(restarts, TFloat32.class), tf.dtypes.cast(share, TFloat32.class));
    }
  }

  /** Falls from 1 to 0 as the share goes from 0 to 1: (1 + cos πs) / 2. */
  private static Operand<TFloat32> wave(Ops tf, Operand<TFloat32> share) {
    Operand<TFloat32> cosine = tf.math.cos(tf.math.mul(share, tf.constant((float) Math.PI)));
    return tf.math.mul(tf.constant(0.5f), tf.math.add(cosine, tf.constant(1f)));
  }

  /** The rate that follows a wave of 1 to 0 down to its share alpha. */
  private static Operand<TFloat32> rate(
      Ops tf, float highest, float alpha, Operand<TFloat32> wave) {
    return tf.math.add(
        tf.math.mul(tf.constant(highest * (1 - alpha)), wave), tf.constant(highest * alpha));
  }
}
