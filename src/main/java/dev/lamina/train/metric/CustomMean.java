package dev.lamina.train.metric;

import dev.lamina.train.loss.Loss;
import dev.lamina.train.loss.LossFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of a function over the examples.
 *
 * @param name shown beside the value
 * @param function gives a number for each example
 */
record CustomMean(String name, LossFunction function) implements Mean {

  CustomMean {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A metric needs a name to be shown by, but got a blank.");
    }
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    return Loss.checkPerExample(name, function.perExample(tf, target, prediction));
  }
}
