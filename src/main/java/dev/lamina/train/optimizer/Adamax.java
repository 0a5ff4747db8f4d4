package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;
import dev.lamina.train.schedule.Schedule;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam with the greatest gradient in place of the root of the mean square (Kingma and Ba 2015,
 * section 7.1).
 *
 * @param learningRate α
 * @param beta1 the decay of the mean gradient, in [0, 1)
 * @param beta2 the decay of the greatest absolute gradient, in [0, 1)
 * @param epsilon keeps the divisor from zero, at least 0
 */
public record Adamax(Schedule learningRate, double beta1, double beta2, float epsilon)
    implements Optimizer {

  public Adamax {
    Checks.decay("Adamax", "beta1", beta1);
    Checks.decay("Adamax", "beta2", beta2);
    Checks.notNegative("Adamax", "epsilon", epsilon);
  }

  /** The same rule with other decays. */
  public Adamax betas(double beta1, double beta2) {
    return new Adamax(learningRate, beta1, beta2, epsilon);
  }

  /** The same rule with another epsilon. */
  public Adamax epsilon(float epsilon) {
    return new Adamax(learningRate, beta1, beta2, epsilon);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("mean"), Slot.zeros("greatest"));
  }

  @Override
  public Update update(
      Ops tf,
      Clock clock,
      Operand<TFloat32> weight,
      Operand<TFloat32> gradient,
      List<Operand<TFloat32>> slots) {
    Operand<TFloat32> mean = Rates.decay(tf, slots.get(0), gradient, beta1);
    Operand<TFloat32> greatest =
        tf.math.maximum(
            tf.math.mul(slots.get(1), tf.constant((float) beta2)), tf.math.abs(gradient));
    Operand<TFloat32> rate =
        tf.math.div(clock.learningRate(), Rates.correction(tf, beta1, clock.update()));
    Operand<TFloat32> step =
        tf.math.div(tf.math.mul(rate, mean), tf.math.add(greatest, tf.constant(epsilon)));
    return new Update(tf.math.sub(weight, step), List.of(mean, greatest));
  }
}
