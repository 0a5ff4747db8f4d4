package dev.lamina.train.metric;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A number for people: how good the predictions on many examples are.
 *
 * <p>A metric is a sum and a rule. Each batch gives totals, the engine adds up the totals of all
 * batches, and the rule makes the value of the sums.
 */
public interface Metric {

  /** How many totals there are. */
  default int size() {
    return 1;
  }

  /**
   * Builds the totals of a batch.
   *
   * @param target {@code [batch, ...]}
   * @param prediction {@code [batch, ...]}
   * @return {@code [size()]}
   */
  Operand<TFloat32> totals(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction);

  /**
   * The value for the totals of all batches.
   *
   * @param totals the sums
   * @param examples how many examples they are of, at least 1
   */
  double value(double[] totals, long examples);

  /** The name shown beside the value. */
  String name();
}
