package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;
import dev.lamina.train.schedule.Schedule;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adagrad (Duchi et al. 2011): steps scaled by the root of the sum of all squared gradients.
 *
 * @param learningRate α
 * @param initialAccumulatorValue what the sum begins with, at least 0
 * @param epsilon is added to the sum, at least 0
 */
public record Adagrad(Schedule learningRate, float initialAccumulatorValue, float epsilon)
    implements Optimizer {

  public Adagrad {
    Checks.notNegative("Adagrad", "initialAccumulatorValue", initialAccumulatorValue);
    Checks.notNegative("Adagrad", "epsilon", epsilon);
  }

  /** The same rule with another beginning of the sum. */
  public Adagrad initialAccumulatorValue(float initialAccumulatorValue) {
    return new Adagrad(learningRate, initialAccumulatorValue, epsilon);
  }

  /** The same rule with another epsilon. */
  public Adagrad epsilon(float epsilon) {
    return new Adagrad(learningRate, initialAccumulatorValue, epsilon);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.filled("squares", initialAccumulatorValue));
  }

  @Override
  public Update update(
      Ops tf,
      Clock clock,
      Operand<TFloat32> weight,
      Operand<TFloat32> gradient,
      List<Operand<TFloat32>> slots) {
    Operand<TFloat32> squares = tf.math.add(slots.get(0), tf.math.square(gradient));
    Operand<TFloat32> step =
        tf.math.div(
            tf.math.mul(clock.learningRate(), gradient),
            tf.math.sqrt(tf.math.add(squares, tf.constant(epsilon))));
    return new Update(tf.math.sub(weight, step), List.of(squares));
  }
}
