package dev.lamina.train.metric;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.framework.losses.Losses;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Errors of predicted numbers, in the units of the targets and as a share of their variance. */
final class RegressionMetrics {
  private RegressionMetrics() {}

  /** The square root of the mean of (target − prediction)². */
  record RootMeanSquaredError() implements MeanMetric {

    @Override
    public int size(Shape target, Shape prediction) {
      Targets.checkSameShape(this, target, prediction);
      return 1;
    }

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      return Losses.meanSquaredError(tf, vectors(tf, target), vectors(tf, prediction));
    }

    @Override
    public double value(double[] totals, long examples) {
      return Math.sqrt(MeanMetric.super.value(totals, examples));
    }
  }

  /** An example's values as one vector: {@code [batch, values]}. */
  private static Operand<TFloat32> vectors(Ops tf, Operand<TFloat32> values) {
    Shape shape = values.shape();
    long size = shape.takeLast(shape.numDimensions() - 1).size();
    return Targets.rows(tf, values, Math.toIntExact(size));
  }

  /**
   * 1 − Σ (target − prediction)² / Σ (target − mean target)², the mean over an example's values: 1
   * for perfect predictions, 0 for such as always say the mean, and less for worse ones.
   *
   * <p>The sums are those of floats. Targets that spread less than a thousandth of their size are
   * the same to them, and the score is then 0, or 1 if there are no errors at all; subtract their
   * mean first, which helps the training as well.
   */
  record R2Score() implements Metric {
    /** The share of the targets' squares that sums of floats cannot tell from 0. */
    private static final double PRECISION = 1e-6;

    @Override
    public int size(Shape target, Shape prediction) {
      Targets.checkSameShape(this, target, prediction);
      return 3 * Math.toIntExact(prediction.size());
    }

    /** The sums of targets, of their squares and of squared errors, for each of the values. */
    @Override
    public Operand<TFloat32> totals(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      Operand<TFloat32> y = vectors(tf, target);
      Operand<TFloat32> error = tf.math.squaredDifference(y, vectors(tf, prediction));
      Operand<TInt32> rows = tf.constant(0);
      return tf.concat(
          List.of(
              tf.reduceSum(y, rows),
              tf.reduceSum(tf.math.square(y), rows),
              tf.reduceSum(error, rows)),
          rows);
    }

    @Override
    public double value(double[] totals, long examples) {
      int values = totals.length / 3;
      double sum = 0;
      for (int i = 0; i < values; i++) {
        sum += score(totals[i], totals[values + i], totals[2 * values + i], examples);
      }
      return sum / values;
    }

    private static double score(double sum, double squares, double errors, long examples) {
      double spread = squares - sum * sum / examples;
      if (spread > PRECISION * squares) {
        return 1 - errors / spread;
      }
      return errors == 0 ? 1 : 0;
    }
  }
}
