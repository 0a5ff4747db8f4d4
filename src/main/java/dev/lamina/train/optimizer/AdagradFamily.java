package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;
import dev.lamina.train.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adagrad and what was made of it: gradients scaled by the root of a sum or mean of their squares.
 */
public final class AdagradFamily {
  private AdagradFamily() {}

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
    public Adagrad initialAccumulatorValue(double initialAccumulatorValue) {
      return new Adagrad(learningRate, (float) initialAccumulatorValue, epsilon);
    }

    /** The same rule with another epsilon. */
    public Adagrad epsilon(double epsilon) {
      return new Adagrad(learningRate, initialAccumulatorValue, (float) epsilon);
    }

    @Override
    public List<Slot> slots() {
      return List.of(Slot.filled("squares", initialAccumulatorValue));
    }

    @Override
    public Update update(Ops tf, Clock clock, Parameter p) {
      Operand<TFloat32> squares = tf.math.add(p.slot(0), tf.math.square(p.gradient()));
      Operand<TFloat32> step =
          tf.math.div(
              tf.math.mul(clock.learningRate(), p.gradient()),
              tf.math.sqrt(tf.math.add(squares, tf.constant(epsilon))));
      return new Update(tf.math.sub(p.weight(), step), List.of(squares));
    }
  }

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
    public RMSprop momentum(double momentum) {
      return new RMSprop(learningRate, rho, (float) momentum, epsilon, centered);
    }

    /** The same rule with another epsilon. */
    public RMSprop epsilon(double epsilon) {
      return new RMSprop(learningRate, rho, momentum, (float) epsilon, centered);
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
    public Update update(Ops tf, Clock clock, Parameter p) {
      List<Operand<TFloat32>> next = new ArrayList<>();
      Operand<TFloat32> square = Decay.mean(tf, p.slot(0), tf.math.square(p.gradient()), rho);
      next.add(square);
      Operand<TFloat32> spread = square;
      if (centered) {
        Operand<TFloat32> mean = Decay.mean(tf, p.slot(1), p.gradient(), rho);
        next.add(mean);
        // Rounding can make the variance of equal gradients negative.
        spread = tf.math.maximum(tf.math.sub(square, tf.math.square(mean)), tf.constant(0f));
      }
      Operand<TFloat32> step =
          tf.math.div(
              tf.math.mul(clock.learningRate(), p.gradient()),
              tf.math.sqrt(tf.math.add(spread, tf.constant(epsilon))));
      if (momentum > 0) {
        step = tf.math.add(tf.math.mul(tf.constant(momentum), p.slot(next.size())), step);
        next.add(step);
      }
      return new Update(tf.math.sub(p.weight(), step), next);
    }
  }

  /**
   * Adadelta (Zeiler 2012): gradients scaled by the ratio of running means, that of the squared
   * steps to that of the squared gradients, which gives steps the weight's unit.
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
    public Adadelta epsilon(double epsilon) {
      return new Adadelta(learningRate, rho, (float) epsilon);
    }

    @Override
    public List<Slot> slots() {
      return List.of(Slot.zeros("square"), Slot.zeros("stepSquare"));
    }

    @Override
    public Update update(Ops tf, Clock clock, Parameter p) {
      Operand<TFloat32> square = Decay.mean(tf, p.slot(0), tf.math.square(p.gradient()), rho);
      Operand<TFloat32> step =
          tf.math.div(tf.math.mul(root(tf, p.slot(1)), p.gradient()), root(tf, square));
      Operand<TFloat32> stepSquare = Decay.mean(tf, p.slot(1), tf.math.square(step), rho);
      return new Update(
          tf.math.sub(p.weight(), tf.math.mul(clock.learningRate(), step)),
          List.of(square, stepSquare));
    }

    private Operand<TFloat32> root(Ops tf, Operand<TFloat32> mean) {
      return tf.math.sqrt(tf.math.add(mean, tf.constant(epsilon)));
    }
  }
}
