package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A penalty on values that is added to the loss of every update. {@link Regularizers} has the
 * built-in ones.
 */
@FunctionalInterface
public non-sealed interface Regularizer extends WeightOption {

  /**
   * Builds the penalty.
   *
   * @param values of any shape
   * @return a scalar
   */
  Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> values);

  @Override
  default WeightRule in(WeightRule rule) {
    return new WeightRule(rule.initializer(), this, rule.constraint());
  }
}
