package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What a weight is brought back to after every update. {@link Constraints} has the built-in ones.
 */
@FunctionalInterface
public interface Constraint {

  /**
   * Builds the nearest allowed values.
   *
   * @param weight of any shape
   * @return of the same shape
   */
  Operand<TFloat32> apply(Ops tf, Operand<TFloat32> weight);
}
