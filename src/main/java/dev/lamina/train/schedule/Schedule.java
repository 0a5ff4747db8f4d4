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

  /**
   * This schedule after a warm-up: the rate grows in equal steps from 0 to the schedule's first
   * one, and the schedule begins when it is reached.
   *
   * @param warmupSteps how many updates to warm up for, at least 1
   */
  default Schedule warmup(int warmupSteps) {
    return new Decays.LinearWarmup(this, warmupSteps);
  }

  /**
   * One learning rate for all updates, which callbacks may change between epochs.
   *
   * @param rate finite and at least 0
   */
  record ConstantRate(float rate) implements Schedule {

    public ConstantRate {
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
}
