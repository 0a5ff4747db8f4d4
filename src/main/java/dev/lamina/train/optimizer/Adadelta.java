package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;
import dev.lamina.train.schedule.Schedule;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adadelta (Zeiler 2012): gradients scaled by the ratio of running means, that of the squared steps
 * to that of the squared gradients, which gives steps the weight's unit.
 *
 * @param learningRate α; 1 is the paper's rule
 * @param rho the decay of both means, in [0, 1)
 * @param epsilon is added to both means, above 0, or nothing would ever move
 */
public record Adadelta(Schedule learningRate, double rho, float epsilon) implements Optimizer {

  public Adadelta {
    Checks.decay("Adadelta", "rho", rho);
    if (!(epsilon > 0 && epsilon < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Adadelta needs a finite epsilon above 0, but got " + epsilon + ".");
    }
  }

  /** The same rule with another decay. */
  public Adadelta rho(double rho) {
    return new Adadelta(learningRate, rho, epsilon);
  }

  /** The same rule with another epsilon. */
  public Adadelta epsilon(float epsilon) {
    return new Adadelta(learningRate, rho, epsilon);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("square"), Slot.zeros("stepSquare"));
  }

  @Override
  public Update update(
      Ops tf,
      Clock clock,
      Operand<TFloat32> weight,
      Operand<TFloat32> gradient,
      List<Operand<TFloat32>> slots) {
    Operand<TFloat32> square = Rates.decay(tf, slots.get(0), tf.math.square(gradient), rho);
    Operand<TFloat32> step =
        tf.math.div(tf.math.mul(root(tf, slots.get(1)), gradient), root(tf, square));
    Operand<TFloat32> stepSquare = Rates.decay(tf, slots.get(1), tf.math.square(step), rho);
    return new Update(
        tf.math.sub(weight, tf.math.mul(clock.learningRate(), step)), List.of(square, stepSquare));
  }

  private Operand<TFloat32> root(Ops tf, Operand<TFloat32> mean) {
    return tf.math.sqrt(tf.math.add(mean, tf.constant(epsilon)));
  }
}
