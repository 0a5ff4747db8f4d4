package dev.lamina.train.schedule;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One learning rate for all updates, which callbacks may change between epochs.
 *
 * @param rate finite and at least 0
 */
public record Constant(float rate) implements Schedule {

  public Constant {
    if (!(rate >= 0 && rate < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "An optimizer needs a finite learning rate of at least 0, but got " + rate + ".");
    }
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
    return tf.constant(rate);
  }

  @Override
  public String toString() {
    return Float.toString(rate);
  }
}
