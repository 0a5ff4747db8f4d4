package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a weight is brought back to after every update. {@link Constraints} has the built-in ones.
 */
@FunctionalInterface
public non-sealed interface Constraint extends WeightOption {

  /**
   * Builds the nearest allowed values.
   *
   * @param weight of any shape
   * @return of the same shape
   */
  Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight);

  @Override
  default WeightRule in(WeightRule rule) {
    return new WeightRule(rule.initializer(), rule.regularizer(), this);
  }
}
