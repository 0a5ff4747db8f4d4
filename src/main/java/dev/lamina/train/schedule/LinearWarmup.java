package dev.lamina.train.schedule;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A rate that grows in equal steps from 0 to a schedule's first one, and then follows the schedule
 * from its beginning.
 *
 * @param schedule what to follow
 * @param warmupSteps how many updates the rate grows for, at least 1
 */
public record LinearWarmup(Schedule schedule, int warmupSteps) implements Schedule {

  public LinearWarmup {
    Checks.atLeast("LinearWarmup", "warmupSteps", warmupSteps, 1);
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
    Operand<TFloat32> since =
        tf.math.maximum(tf.math.sub(updates, tf.constant((float) warmupSteps)), tf.constant(0f));
    return tf.math.mul(Steps.share(tf, updates, warmupSteps), schedule.rate(tf, since));
  }
}
