package dev.lamina.train.schedule;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How the learning rate follows from the number of updates. {@link Schedules} has the built-in
 * ones.
 */
@FunctionalInterface
public interface Schedule {

  /**
   * Builds the learning rate of an update.
   *
   * @param updates how many updates there were before it, a scalar
   * @return a scalar
   */
  Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates);
}
