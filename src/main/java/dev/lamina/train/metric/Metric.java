package dev.lamina.train.metric;

import dev.lamina.layer.ShapeException;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * A number for people: how good the predictions on many examples are. {@link Metrics} has the
 * built-in ones and makes one of a lambda.
 *
 * <p>A metric is a sum and a rule. Each batch gives totals, the engine adds up the totals of all
 * batches, and the rule makes the value of the sums. So the largest error of all is no metric, but
 * the root of the mean square is:
 *
 * <pre>{@code
 * record Rms() implements Metric {
 *   public Operand<TFloat32> totals(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
 *     return tf.reshape(
 *         tf.reduceSum(tf.math.squaredDifference(y, p), tf.constant(new int[] {0, 1})),
 *         tf.constant(new int[] {1}));
 *   }
 *
 *   public double value(double[] totals, long examples) {
 *     return Math.sqrt(totals[0] / examples);
 *   }
 *
 *   public Optional<Boolean> largerIsBetter() {
 *     return Optional.of(false);
 *   }
 * }
 * }</pre>
 */
public interface Metric extends Typed {

  /**
   * How many totals there are, the same for every batch.
   *
   * @param target the shape of one example's target
   * @param prediction the shape of one example's prediction
   * @throws ShapeException if the metric cannot take such targets and predictions
   */
  default int size(Shape target, Shape prediction) {
    return 1;
  }

  /**
   * Builds the totals of a batch, which the engine adds up as {@link
   * org.tensorflow.types.TFloat64}: whole numbers up to 2⁵³ are exact. A float of a batch's total
   * is exact up to 2²⁴.
   *
   * @param target {@code [batch, ...]}
   * @param prediction {@code [batch, ...]}
   * @return {@code [size]}
   */
  Operand<? extends TNumber> totals(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction);

  /**
   * The value for the totals of all batches.
   *
   * @param totals the sums
   * @param examples how many examples they are of, at least 1
   */
  double value(double[] totals, long examples);

  /**
   * The same metric beside a loss for which a single number says class 1 above the threshold: by
   * default this one, which has a threshold of its own or needs none.
   */
  default Metric above(float threshold) {
    return this;
  }

  /**
   * Whether a larger value is a better one, which decides what callbacks that keep the best take
   * for an improvement; nothing if the metric does not say, and they must be told.
   */
  default Optional<Boolean> largerIsBetter() {
    return Optional.empty();
  }
}
