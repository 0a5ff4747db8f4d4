package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A number for each example of a batch, made of its target and its prediction. */
@FunctionalInterface
public interface LossFunction {

  /**
   * Builds the number of each example of a batch.
   *
   * @param target {@code [batch, ...targetShape]}
   * @param prediction {@code [batch, ...outputShape]}
   * @return {@code [batch]}
   */
  Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction);
}
