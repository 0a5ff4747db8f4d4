package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;
import dev.lamina.train.schedule.Schedule;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam with Nesterov's look ahead (Dozat 2016), whose decay of the mean gradient grows towards
 * beta1: β₁·(1 − 0.96ᵗ / 2) at update t.
 *
 * @param learningRate α
 * @param beta1 the decay of the mean gradient in the end, in [0, 1)
 * @param beta2 the decay of the mean square, in [0, 1)
 * @param epsilon keeps the divisor from zero, at least 0
 */
public record Nadam(Schedule learningRate, double beta1, double beta2, float epsilon)
    implements Optimizer {
  private static final float LOG_OF_GROWTH = (float) Math.log(0.96);

  public Nadam {
    Checks.decay("Nadam", "beta1", beta1);
    Checks.decay("Nadam", "beta2", beta2);
    Checks.notNegative("Nadam", "epsilon", epsilon);
  }

  /** The same rule with other decays. */
  public Nadam betas(double beta1, double beta2) {
    return new Nadam(learningRate, beta1, beta2, epsilon);
  }

  /** The same rule with another epsilon. */
  public Nadam epsilon(float epsilon) {
    return new Nadam(learningRate, beta1, beta2, epsilon);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("mean"), Slot.zeros("square"), Slot.scalar("decays", 1));
  }

  @Override
  public Update update(
      Ops tf,
      Clock clock,
      Operand<TFloat32> weight,
      Operand<TFloat32> gradient,
      List<Operand<TFloat32>> slots) {
    Operand<TFloat32> one = tf.constant(1f);
    Operand<TFloat32> decay = decay(tf, clock.update());
    Operand<TFloat32> nextDecay = decay(tf, tf.math.add(clock.update(), one));
    Operand<TFloat32> decays = tf.math.mul(slots.get(2), decay);
    Operand<TFloat32> mean = Rates.decay(tf, slots.get(0), gradient, beta1);
    Operand<TFloat32> square = Rates.decay(tf, slots.get(1), tf.math.square(gradient), beta2);
    Operand<TFloat32> ofMean =
        tf.math.div(nextDecay, tf.math.sub(one, tf.math.mul(decays, nextDecay)));
    Operand<TFloat32> ofGradient = tf.math.div(tf.math.sub(one, decay), tf.math.sub(one, decays));
    Operand<TFloat32> ahead =
        tf.math.add(tf.math.mul(mean, ofMean), tf.math.mul(gradient, ofGradient));
    Operand<TFloat32> root =
        tf.math.sqrt(tf.math.div(square, Rates.correction(tf, beta2, clock.update())));
    Operand<TFloat32> step =
        tf.math.div(
            tf.math.mul(clock.learningRate(), ahead), tf.math.add(root, tf.constant(epsilon)));
    return new Update(tf.math.sub(weight, step), List.of(mean, square, decays));
  }

  private Operand<TFloat32> decay(Ops tf, Operand<TFloat32> update) {
    Operand<TFloat32> growth = tf.math.exp(tf.math.mul(update, tf.constant(LOG_OF_GROWTH)));
    return tf.math.sub(
        tf.constant((float) beta1), tf.math.mul(growth, tf.constant((float) (beta1 / 2))));
  }
}
