package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;
import dev.lamina.train.schedule.Schedule;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Lion (Chen et al. 2023): steps of one size in the direction of a running mean of the gradient. It
 * wants a learning rate some ten times smaller than Adam's.
 *
 * @param learningRate α, the size of the steps
 * @param beta1 how much of the mean, rather than the gradient, is in the direction, in [0, 1)
 * @param beta2 the decay of the mean, in [0, 1)
 * @param weightDecay λ, at least 0: w ← w − α·λ·w before each update
 */
public record Lion(Schedule learningRate, double beta1, double beta2, float weightDecay)
    implements Optimizer {

  public Lion {
    Checks.decay("Lion", "beta1", beta1);
    Checks.decay("Lion", "beta2", beta2);
    Checks.notNegative("Lion", "weightDecay", weightDecay);
  }

  /** The same rule with other decays. */
  public Lion betas(double beta1, double beta2) {
    return new Lion(learningRate, beta1, beta2, weightDecay);
  }

  /** The same rule with a decay of the weights. */
  public Lion weightDecay(double weightDecay) {
    return new Lion(learningRate, beta1, beta2, (float) weightDecay);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("mean"));
  }

  @Override
  public Update update(Ops tf, Clock clock, Parameter p) {
    Operand<TFloat32> direction = tf.math.sign(Decay.mean(tf, p.slot(0), p.gradient(), beta1));
    Operand<TFloat32> mean = Decay.mean(tf, p.slot(0), p.gradient(), beta2);
    Operand<TFloat32> decayed = Decay.ofWeight(tf, p.weight(), clock.learningRate(), weightDecay);
    return new Update(
        tf.math.sub(decayed, tf.math.mul(clock.learningRate(), direction)), List.of(mean));
  }
}
