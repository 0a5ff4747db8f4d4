package dev.lamina.train.schedule;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

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
  public CosineDecayRestarts tMul(float tMul) {
    return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, tMul, mMul, alpha);
  }

  /** The same schedule with another factor of the fall's height at each restart. */
  public CosineDecayRestarts mMul(float mMul) {
    return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, tMul, mMul, alpha);
  }

  /** The same schedule down to another share of its first rate. */
  public CosineDecayRestarts alpha(float alpha) {
    return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, tMul, mMul, alpha);
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
    Place place = tMul == 1 ? amongEqual(tf, updates) : amongGrowing(tf, updates);
    Operand<TFloat32> height = tf.math.pow(tf.constant(mMul), place.restarts());
    return Cosine.rate(
        tf, initialLearningRate, alpha, tf.math.mul(height, Cosine.wave(tf, place.share())));
  }

  /**
   * Where an update is.
   *
   * @param restarts how many there were before it
   * @param share of the decay under way that is over
   */
  private record Place(Operand<TFloat32> restarts, Operand<TFloat32> share) {}

  private Place amongEqual(Ops tf, Operand<TFloat32> updates) {
    Operand<TFloat32> length = tf.constant((float) firstDecaySteps);
    return new Place(
        Steps.periods(tf, updates, firstDecaySteps, true),
        tf.math.div(tf.math.floorMod(updates, length), length));
  }

  /**
   * Restart i is after n·(tⁱ − 1) / (t − 1) updates, solved for i: with double precision, since
   * floats would miss restarts by some updates.
   */
  private Place amongGrowing(Ops tf, Operand<TFloat32> updates) {
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
    return new Place(
        tf.dtypes.cast(restarts, TFloat32.class), tf.dtypes.cast(share, TFloat32.class));
  }
}
