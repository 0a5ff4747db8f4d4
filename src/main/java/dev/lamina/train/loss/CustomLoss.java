package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A loss made of a function.
 *
 * @param name shown beside the value
 * @param function gives a number for each example
 */
record CustomLoss(String name, LossFunction function) implements Loss {

  CustomLoss {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A loss needs a name to be shown by, but got a blank.");
    }
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    return Loss.checkPerExample(name, function.perExample(tf, target, prediction));
  }
}
