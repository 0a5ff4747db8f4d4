package dev.lamina.train.schedule;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A rate that falls ever more slowly: α / (1 + r·t/n) after t updates.
 *
 * @param initialLearningRate α, finite and at least 0
 * @param decaySteps n, at least 1
 * @param decayRate r, finite and at least 0
 * @param staircase whether the rate falls every n updates at once, rather than a little with each
 */
public record InverseTimeDecay(
    float initialLearningRate, int decaySteps, float decayRate, boolean staircase)
    implements Schedule {

  public InverseTimeDecay {
    Checks.notNegative("InverseTimeDecay", "initialLearningRate", initialLearningRate);
    Checks.atLeast("InverseTimeDecay", "decaySteps", decaySteps, 1);
    Checks.notNegative("InverseTimeDecay", "decayRate", decayRate);
  }

  /** The same schedule, falling every {@code decaySteps} updates at once or not. */
  public InverseTimeDecay staircase(boolean staircase) {
    return new InverseTimeDecay(initialLearningRate, decaySteps, decayRate, staircase);
  }

  @Override
  public Operand<TFloat32> rate(Ops tf, Operand<TFloat32> updates) {
    Operand<TFloat32> periods = Steps.periods(tf, updates, decaySteps, staircase);
    return tf.math.div(
        tf.constant(initialLearningRate),
        tf.math.add(tf.constant(1f), tf.math.mul(tf.constant(decayRate), periods)));
  }
}
