package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Losses that compare each value of a prediction with that of the target, and take the mean. */
public final class PointwiseLosses {
  private PointwiseLosses() {}

  /** The mean of a function of each value y of the target and p of the prediction. */
  private interface Pointwise extends Loss {

    /** Builds the function, which gives values of the same shape. */
    Operand<TFloat32> each(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p);

    @Override
    default Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      return Loss.meanPerExample(tf, each(tf, target, prediction));
    }
  }

  /** (y − p)². */
  record MeanSquaredError() implements Pointwise {
    @Override
    public Operand<TFloat32> each(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
      return tf.math.squaredDifference(p, y);
    }
  }

  /** |y − p|. */
  record MeanAbsoluteError() implements Pointwise {
    @Override
    public Operand<TFloat32> each(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
      return tf.math.abs(tf.math.sub(p, y));
    }
  }

  /** |y − p| / |y|, times 100. Targets nearer to 0 than 1e-7 count as 1e-7, as in Keras. */
  record MeanAbsolutePercentageError() implements Pointwise {
    @Override
    public Operand<TFloat32> each(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
      Operand<TFloat32> size = Probabilities.atLeastEpsilon(tf, tf.math.abs(y));
      return tf.math.abs(tf.math.div(tf.math.sub(p, y), size));
    }

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      return tf.math.mul(tf.constant(100f), Pointwise.super.perExample(tf, target, prediction));
    }
  }

  /**
   * (log(1 + y) − log(1 + p))² for targets of at least 0. Values below 1e-7 count as 1e-7, as in
   * Keras.
   */
  record MeanSquaredLogarithmicError() implements Pointwise {
    @Override
    public Operand<TFloat32> each(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
      return tf.math.squaredDifference(logarithm(tf, p), logarithm(tf, y));
    }

    private static Operand<TFloat32> logarithm(Ops tf, Operand<TFloat32> values) {
      return tf.math.log(tf.math.add(Probabilities.atLeastEpsilon(tf, values), tf.constant(1f)));
    }

    @Override
    public TargetRange targets(Shape prediction) {
      return TargetRange.NOT_NEGATIVE;
    }
  }

  /**
   * Half the square of errors up to δ, and δ · (|error| − δ/2) of larger ones, which keeps outliers
   * from ruling (Huber 1964).
   *
   * @param delta δ, above 0
   */
  public record Huber(float delta) implements Pointwise {

    public Huber {
      if (!(delta > 0 && delta < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Huber needs a finite delta above 0, but got " + delta + ".");
      }
    }

    /** The same loss with another bound between squared and linear errors. */
    public Huber delta(float delta) {
      return new Huber(delta);
    }

    @Override
    public Operand<TFloat32> each(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
      Operand<TFloat32> error = tf.math.abs(tf.math.sub(p, y));
      Operand<TFloat32> squared = tf.math.minimum(error, tf.constant(delta));
      Operand<TFloat32> linear = tf.math.sub(error, squared);
      return tf.math.add(
          tf.math.mul(tf.constant(0.5f), tf.math.square(squared)),
          tf.math.mul(tf.constant(delta), linear));
    }
  }

  /** log(cosh(p − y)): half the square of small errors, the size of large ones. */
  record LogCosh() implements Pointwise {
    @Override
    public Operand<TFloat32> each(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
      Operand<TFloat32> error = tf.math.sub(p, y);
      // log(cosh(x)) = x + log(1 + e^(−2x)) − log(2), of which nothing overflows.
      Operand<TFloat32> softplus = tf.math.softplus(tf.math.mul(tf.constant(-2f), error));
      return tf.math.sub(tf.math.add(error, softplus), tf.constant((float) Math.log(2)));
    }
  }

  /**
   * p − y·log(p): the negative log likelihood of counts y with the expectation p, but for a
   * constant. Targets and predictions are at least 0, so that a network ends in softplus or an
   * exponential.
   */
  record Poisson() implements Pointwise {
    @Override
    public Operand<TFloat32> each(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
      Operand<TFloat32> log = tf.math.log(tf.math.add(p, tf.constant(Probabilities.EPSILON)));
      return tf.math.sub(p, tf.math.mul(y, log));
    }

    @Override
    public TargetRange targets(Shape prediction) {
      return TargetRange.NOT_NEGATIVE;
    }
  }

  /** max(0, 1 − y·p) for targets y of −1 or 1; 0 stands for −1. */
  record Hinge() implements Pointwise {
    @Override
    public Operand<TFloat32> each(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
      Operand<TFloat32> one = tf.constant(1f);
      Operand<TFloat32> positive =
          tf.dtypes.cast(tf.math.greater(y, tf.constant(0f)), TFloat32.class);
      Operand<TFloat32> sign = tf.math.sub(tf.math.add(positive, positive), one);
      return tf.math.maximum(tf.math.sub(one, tf.math.mul(sign, p)), tf.constant(0f));
    }

    @Override
    public TargetRange targets(Shape prediction) {
      return TargetRange.SIGNS;
    }
  }

  /** The square of {@link Hinge}. */
  record SquaredHinge() implements Pointwise {
    @Override
    public Operand<TFloat32> each(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
      return tf.math.square(new Hinge().each(tf, y, p));
    }

    @Override
    public TargetRange targets(Shape prediction) {
      return TargetRange.SIGNS;
    }
  }
}
