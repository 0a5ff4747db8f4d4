package dev.lamina.train.schedule;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A rate that falls by the same factor every so many updates: α·rᵗᐟⁿ after t of them.
 *
 * @param initialLearningRate α, finite and at least 0
 * @param decaySteps n, at least 1
 * @param decayRate r, finite and at least 0
 * @param staircase whether the rate falls every n updates at once, rather than a little with each
 */
public record ExponentialDecay(
    float initialLearningRate, int decaySteps, float decayRate, boolean staircase)
    implements Schedule {

  public ExponentialDecay {
    Checks.notNegative("ExponentialDecay", "initialLearningRate", initialLearningRate);
    Checks.atLeast("ExponentialDecay", "decaySteps", decaySteps, 1);
    Checks.notNegative("ExponentialDecay", "decayRate", decayRate);
  }

  /** The same schedule, falling every {@code decaySteps} updates at once or not. */
  public ExponentialDecay staircase(boolean staircase) {
    return new ExponentialDecay(initialLearningRate, decaySteps, decayRate, staircase);
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
    Operand<TFloat32> periods = Steps.periods(tf, updates, decaySteps, staircase);
    return tf.math.mul(
        tf.constant(initialLearningRate), tf.math.pow(tf.constant(decayRate), periods));
  }
}
