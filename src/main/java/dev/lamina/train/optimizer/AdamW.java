package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;
import dev.lamina.train.schedule.Schedule;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam with a decay of the weights that is no part of the gradient (Loshchilov and Hutter 2019): w
 * ← w − α·λ·w before each of Adam's updates.
 *
 * @param learningRate α
 * @param weightDecay λ, at least 0
 * @param beta1 the decay of the mean gradient, in [0, 1)
 * @param beta2 the decay of the mean square, in [0, 1)
 * @param epsilon keeps the divisor from zero, at least 0
 * @param amsgrad whether to divide by the greatest mean square so far
 * @param epsilonPlace which root epsilon is added to
 */
public record AdamW(
    Schedule learningRate,
    float weightDecay,
    double beta1,
    double beta2,
    float epsilon,
    boolean amsgrad,
    Adam.EpsilonPlace epsilonPlace)
    implements Optimizer {

  public AdamW {
    Checks.notNegative("AdamW", "weightDecay", weightDecay);
    Checks.decay("AdamW", "beta1", beta1);
    Checks.decay("AdamW", "beta2", beta2);
    Checks.notNegative("AdamW", "epsilon", epsilon);
  }

  /** The same rule with another decay of the weights. */
  public AdamW weightDecay(float weightDecay) {
    return new AdamW(learningRate, weightDecay, beta1, beta2, epsilon, amsgrad, epsilonPlace);
  }

  /** The same rule with other decays of the means. */
  public AdamW betas(double beta1, double beta2) {
    return new AdamW(learningRate, weightDecay, beta1, beta2, epsilon, amsgrad, epsilonPlace);
  }

  /** The same rule with another epsilon, in the same place. */
  public AdamW epsilon(float epsilon) {
    return new AdamW(learningRate, weightDecay, beta1, beta2, epsilon, amsgrad, epsilonPlace);
  }

  /** The same rule, dividing by the greatest mean square so far or by the last one. */
  public AdamW amsgrad(boolean amsgrad) {
    return new AdamW(learningRate, weightDecay, beta1, beta2, epsilon, amsgrad, epsilonPlace);
  }

  /** The same rule with PyTorch's epsilon: 1e-8, added after the correction. */
  public AdamW pytorchEpsilon() {
    return new AdamW(
        learningRate, weightDecay, beta1, beta2, 1e-8f, amsgrad, Adam.EpsilonPlace.CORRECTED);
  }

  private Adam adam() {
    return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, epsilonPlace);
  }

  @Override
  public List<Slot> slots() {
    return adam().slots();
  }

  @Override
  public Update update(
      Ops tf,
      Clock clock,
      Operand<TFloat32> weight,
      Operand<TFloat32> gradient,
      List<Operand<TFloat32>> slots) {
    Operand<TFloat32> decayed = Rates.shrunk(tf, weight, clock.learningRate(), weightDecay);
    return adam().update(tf, clock, decayed, gradient, slots);
  }
}
