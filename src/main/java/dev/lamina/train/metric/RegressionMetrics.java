package dev.lamina.train.metric;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.framework.losses.Losses;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

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

    @Override
    public Optional<Boolean> largerIsBetter() {
      return Optional.of(false);
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
   * <p>The sums of targets and of their squares are exact, so that it does not matter how far the
   * targets are from 0.
   */
  record R2Score() implements Metric {
    /** The first half of the 48 bits that the square of a float has, in a double. */
    private static final long UPPER_BITS = -1L << 29;

    @Override
    public int size(Shape target, Shape prediction) {
      Targets.checkSameShape(this, target, prediction);
      return 4 * Math.toIntExact(prediction.size());
    }

    /**
     * The sums of targets, of both halves of their squares and of squared errors, for each of the
     * values. Each number of the first three has 24 bits, which leaves 29 to add up.
     */
    @Override
    public Operand<TFloat64> totals(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      Operand<TFloat64> y = tf.dtypes.cast(vectors(tf, target), TFloat64.class);
      Operand<TFloat64> p = tf.dtypes.cast(vectors(tf, prediction), TFloat64.class);
      Operand<TFloat64> square = tf.math.square(y);
      // By bits, since XLA takes a cast to float and back for nothing.
      Operand<TFloat64> upper =
          tf.bitcast(
              tf.bitwise.bitwiseAnd(tf.bitcast(square, TInt64.class), tf.constant(UPPER_BITS)),
              TFloat64.class);
      Operand<TInt32> rows = tf.constant(0);
      return tf.concat(
          Stream.of(y, upper, tf.math.sub(square, upper), tf.math.squaredDifference(y, p))
              .<Operand<TFloat64>>map(each -> tf.reduceSum(each, rows))
              .toList(),
          rows);
    }

    @Override
    public double value(double[] totals, long examples) {
      int values = totals.length / 4;
      double sum = 0;
      for (int i = 0; i < values; i++) {
        double spread =
            spread(totals[i], totals[values + i], totals[2 * values + i], examples) / examples;
        double errors = totals[3 * values + i];
        sum += spread > 0 ? 1 - errors / spread : errors == 0 ? 1 : 0;
      }
      return sum / values;
    }

    @Override
    public Optional<Boolean> largerIsBetter() {
      return Optional.of(true);
    }

    private static double spread(double sum, double upper, double lower, long examples) {
      BigDecimal squares = new BigDecimal(upper).add(new BigDecimal(lower));
      return squares
          .multiply(new BigDecimal(examples))
          .subtract(new BigDecimal(sum).pow(2))
          .doubleValue();
    }
  }
}
