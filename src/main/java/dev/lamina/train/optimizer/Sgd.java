package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;
import dev.lamina.train.schedule.Schedule;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Gradient descent: w ← w − α·g; with momentum μ: v ← μ·v − α·g and w ← w + v, or with Nesterov's
 * look ahead w ← w + μ·v − α·g.
 *
 * @param learningRate α
 * @param momentum μ in [0, 1)
 * @param nesterov whether to look ahead (Sutskever et al. 2013)
 */
public record Sgd(Schedule learningRate, float momentum, boolean nesterov) implements Optimizer {

  public Sgd {
    Checks.decay("Sgd", "momentum", momentum);
    if (nesterov && momentum == 0) {
      throw new IllegalArgumentException(
          "Nesterov's look ahead needs a momentum above 0; call momentum(0.9) first.");
    }
  }

  /** The same rule with momentum. */
  public Sgd momentum(double momentum) {
    return new Sgd(learningRate, (float) momentum, nesterov);
  }

  /** The same rule, with Nesterov's look ahead or without. */
  public Sgd nesterov(boolean nesterov) {
    return new Sgd(learningRate, momentum, nesterov);
  }

  @Override
  public List<Slot> slots() {
    return momentum == 0 ? List.of() : List.of(Slot.zeros("momentum"));
  }

  @Override
  public Update update(Ops tf, Clock clock, Parameter p) {
    Operand<TFloat32> step = tf.math.mul(clock.learningRate(), p.gradient());
    if (momentum == 0) {
      return new Update(tf.math.sub(p.weight(), step), List.of());
    }
    Operand<TFloat32> mu = tf.constant(momentum);
    Operand<TFloat32> velocity = tf.math.sub(tf.math.mul(mu, p.slot(0)), step);
    Operand<TFloat32> move = nesterov ? tf.math.sub(tf.math.mul(mu, velocity), step) : velocity;
    return new Update(tf.math.add(p.weight(), move), List.of(velocity));
  }
}
