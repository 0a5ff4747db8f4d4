package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;
import dev.lamina.train.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * RMSprop (Hinton 2012): steps scaled by the root of a running mean of the squared gradient.
 *
 * @param learningRate α
 * @param rho the decay of the mean square, in [0, 1)
 * @param momentum what the step keeps of the one before it, in [0, 1)
 * @param epsilon is added to the mean square, at least 0
 * @param centered whether to take the variance in place of the mean square (Graves 2013)
 */
public record RMSprop(
    Schedule learningRate, double rho, float momentum, float epsilon, boolean centered)
    implements Optimizer {

  public RMSprop {
    Checks.decay("RMSprop", "rho", rho);
    Checks.decay("RMSprop", "momentum", momentum);
    Checks.notNegative("RMSprop", "epsilon", epsilon);
  }

  /** The same rule with another decay. */
  public RMSprop rho(double rho) {
    return new RMSprop(learningRate, rho, momentum, epsilon, centered);
  }

  /** The same rule with momentum. */
  public RMSprop momentum(float momentum) {
    return new RMSprop(learningRate, rho, momentum, epsilon, centered);
  }

  /** The same rule with another epsilon. */
  public RMSprop epsilon(float epsilon) {
    return new RMSprop(learningRate, rho, momentum, epsilon, centered);
  }

  /** The same rule, scaled by the variance or the mean square. */
  public RMSprop centered(boolean centered) {
    return new RMSprop(learningRate, rho, momentum, epsilon, centered);
  }

  @Override
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(List.of(Slot.zeros("square")));
    if (centered) {
      slots.add(Slot.zeros("mean"));
    }
    if (momentum > 0) {
      slots.add(Slot.zeros("momentum"));
    }
    return slots;
  }

  @Override
  public Update update(
      Ops tf,
      Clock clock,
      Operand<TFloat32> weight,
      Operand<TFloat32> gradient,
      List<Operand<TFloat32>> slots) {
    List<Operand<TFloat32>> next = new ArrayList<>();
    Operand<TFloat32> square = Rates.decay(tf, slots.get(0), tf.math.square(gradient), rho);
    next.add(square);
    Operand<TFloat32> spread = square;
    if (centered) {
      Operand<TFloat32> mean = Rates.decay(tf, slots.get(1), gradient, rho);
      next.add(mean);
      // Rounding can make the variance of equal gradients negative.
      spread = tf.math.maximum(tf.math.sub(square, tf.math.square(mean)), tf.constant(0f));
    }
    Operand<TFloat32> step =
        tf.math.div(
            tf.math.mul(clock.learningRate(), gradient),
            tf.math.sqrt(tf.math.add(spread, tf.constant(epsilon))));
    if (momentum > 0) {
      step = tf.math.add(tf.math.mul(tf.constant(momentum), slots.get(next.size())), step);
      next.add(step);
    }
    return new Update(tf.math.sub(weight, step), next);
  }
}
