package dev.lamina.train.loss;

import dev.lamina.layer.Shapes;
import dev.lamina.train.metric.MeanMetric;
import org.tensorflow.Operand;
import org.tensorflow.framework.losses.Losses;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Losses that compare each value of a prediction with that of the target, and take the mean. Most
 * are TensorFlow's own; {@code docs/decisions.md} says why the others are not.
 */
public final class PointwiseLosses {
  static final Loss MEAN_SQUARED_ERROR =
      new Pointwise("MeanSquaredError", TargetRange.ANY, Losses::meanSquaredError);

  static final Loss MEAN_ABSOLUTE_ERROR =
      new Pointwise("MeanAbsoluteError", TargetRange.ANY, Losses::meanAbsoluteError);

  static final Loss MEAN_ABSOLUTE_PERCENTAGE_ERROR =
      new Pointwise(
          "MeanAbsolutePercentageError", TargetRange.ANY, Losses::meanAbsolutePercentageError);

  static final Loss MEAN_SQUARED_LOGARITHMIC_ERROR =
      new Pointwise(
          "MeanSquaredLogarithmicError",
          TargetRange.NOT_NEGATIVE,
          Losses::meanSquaredLogarithmicError);

  static final Loss LOG_COSH = new Pointwise("LogCosh", TargetRange.ANY, Losses::logCosh);

  static final Loss POISSON = new Pointwise("Poisson", TargetRange.NOT_NEGATIVE, Losses::poisson);

  static final Loss HINGE =
      new Pointwise(
          "Hinge", TargetRange.SIGNS, (tf, y, p) -> Loss.meanPerExample(tf, hinge(tf, y, p)));

  static final Loss SQUARED_HINGE =
      new Pointwise(
          "SquaredHinge",
          TargetRange.SIGNS,
          (tf, y, p) -> Loss.meanPerExample(tf, tf.math.square(hinge(tf, y, p))));

  private PointwiseLosses() {}

  /**
   * A loss without options.
   *
   * @param type the name in specs
   * @param range of the targets
   * @param ofVectors gives the mean over the last axis for targets and predictions {@code [batch,
   *     values]}
   */
  private record Pointwise(String type, TargetRange range, MeanMetric ofVectors) implements Loss {

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      return ofVectors.perExample(tf, vectors(tf, target), vectors(tf, prediction));
    }

    private static Operand<TFloat32> vectors(Ops tf, Operand<TFloat32> values) {
      int axes = values.shape().numDimensions() - 1;
      long size = values.shape().takeLast(axes).size();
      return axes == 1 ? values : Shapes.reshape(tf, values, -1, size);
    }

    @Override
    public TargetRange targets(Shape prediction) {
      return range;
    }

    @Override
    public float threshold() {
      return range.equals(TargetRange.SIGNS) ? 0 : 0.5f;
    }

    @Override
    public String toString() {
      return type;
    }
  }

  private static Operand<TFloat32> hinge(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> positive =
        tf.dtypes.cast(tf.math.greater(y, tf.constant(0f)), TFloat32.class);
    Operand<TFloat32> sign = tf.math.sub(tf.math.add(positive, positive), one);
    return tf.math.maximum(tf.math.sub(one, tf.math.mul(sign, p)), tf.constant(0f));
  }

  /**
   * Half the square of errors up to δ, and δ · (|error| − δ/2) of larger ones, which keeps outliers
   * from ruling (Huber 1964).
   *
   * @param delta δ, above 0
   */
  public record Huber(float delta) implements Loss {

    public Huber {
      if (!(delta > 0 && delta < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Huber needs a finite delta above 0, but got " + delta + ".");
      }
    }

    /** The same loss with another bound between squared and linear errors. */
    public Huber delta(double delta) {
      return new Huber((float) delta);
    }

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      Operand<TFloat32> error = tf.math.abs(tf.math.sub(prediction, target));
      Operand<TFloat32> squared = tf.math.minimum(error, tf.constant(delta));
      Operand<TFloat32> linear = tf.math.sub(error, squared);
      return Loss.meanPerExample(
          tf,
          tf.math.add(
              tf.math.mul(tf.constant(0.5f), tf.math.square(squared)),
              tf.math.mul(tf.constant(delta), linear)));
    }
  }
}
