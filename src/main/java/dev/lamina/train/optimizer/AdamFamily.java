package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.Flattened;
import dev.lamina.train.schedule.Schedule;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam and what was made of it: steps along a running mean of the gradient, scaled by how large
 * gradients were.
 */
public final class AdamFamily {
  private AdamFamily() {}

  /** Which root of the mean square epsilon is added to. */
  public enum EpsilonPlace {
    /** Before the correction, as Keras does. */
    UNCORRECTED,
    /** After the correction, as PyTorch and the paper's Algorithm 1 do. */
    CORRECTED
  }

  /**
   * Adam (Kingma and Ba 2015): steps scaled by running means of the gradient and its square, both
   * corrected for their start at zero.
   *
   * <p>Keras adds epsilon to the root of the uncorrected mean square, PyTorch to that of the
   * corrected one, which makes its epsilon weigh more in the first updates.
   *
   * @param learningRate α
   * @param beta1 the decay of the mean gradient, in [0, 1)
   * @param beta2 the decay of the mean square, in [0, 1)
   * @param epsilon keeps the divisor from zero, at least 0
   * @param amsgrad whether to divide by the greatest mean square so far (Reddi et al. 2018)
   * @param epsilonPlace which root epsilon is added to
   */
  @Flattened
  public record Adam(
      Schedule learningRate,
      double beta1,
      double beta2,
      float epsilon,
      boolean amsgrad,
      EpsilonPlace epsilonPlace)
      implements Optimizer {

    public Adam {
      Checks.decay("Adam", "beta1", beta1);
      Checks.decay("Adam", "beta2", beta2);
      Checks.notNegative("Adam", "epsilon", epsilon);
    }

    /** The same rule with other decays. */
    public Adam betas(double beta1, double beta2) {
      return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, epsilonPlace);
    }

    /** The same rule with another epsilon, in the same place. */
    public Adam epsilon(double epsilon) {
      return new Adam(learningRate, beta1, beta2, (float) epsilon, amsgrad, epsilonPlace);
    }

    /** The same rule, dividing by the greatest mean square so far or by the last one. */
    public Adam amsgrad(boolean amsgrad) {
      return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, epsilonPlace);
    }

    /** The same rule with PyTorch's epsilon: 1e-8, added after the correction. */
    public Adam pytorchEpsilon() {
      return new Adam(learningRate, beta1, beta2, 1e-8f, amsgrad, EpsilonPlace.CORRECTED);
    }

    /** The same rule with a decay of the weights beside the gradient, at least 0. */
    public AdamW weightDecay(double weightDecay) {
      return new AdamW(this, (float) weightDecay);
    }

    @Override
    public List<Slot> slots() {
      return amsgrad
          ? List.of(Slot.zeros("mean"), Slot.zeros("square"), Slot.zeros("greatestSquare"))
          : List.of(Slot.zeros("mean"), Slot.zeros("square"));
    }

    @Override
    public Update update(Ops tf, Clock clock, Parameter p) {
      Operand<TFloat32> mean = Decay.mean(tf, p.slot(0), p.gradient(), beta1);
      Operand<TFloat32> square = Decay.mean(tf, p.slot(1), tf.math.square(p.gradient()), beta2);
      Operand<TFloat32> divisor = amsgrad ? tf.math.maximum(p.slot(2), square) : square;
      Operand<TFloat32> correction1 = Decay.correction(tf, beta1, clock.update());
      Operand<TFloat32> root2 = tf.math.sqrt(Decay.correction(tf, beta2, clock.update()));
      // Epsilon after the correction is root2 times epsilon before it.
      Operand<TFloat32> placedEpsilon =
          epsilonPlace == EpsilonPlace.CORRECTED
              ? tf.math.mul(tf.constant(epsilon), root2)
              : tf.constant(epsilon);
      Operand<TFloat32> rate = tf.math.div(tf.math.mul(clock.learningRate(), root2), correction1);
      Operand<TFloat32> step =
          tf.math.div(tf.math.mul(rate, mean), tf.math.add(tf.math.sqrt(divisor), placedEpsilon));
      return new Update(
          tf.math.sub(p.weight(), step),
          amsgrad ? List.of(mean, square, divisor) : List.of(mean, square));
    }
  }

  /**
   * Adam with a decay of the weights that is no part of the gradient (Loshchilov and Hutter 2019):
   * w ← w − α·λ·w before each of Adam's updates.
   *
   * @param adam the updates
   * @param weightDecay λ, at least 0
   */
  public record AdamW(Adam adam, float weightDecay) implements Optimizer {

    public AdamW {
      Checks.notNegative("AdamW", "weightDecay", weightDecay);
    }

    /** The same rule with another decay of the weights. */
    public AdamW weightDecay(double weightDecay) {
      return new AdamW(adam, (float) weightDecay);
    }

    @Override
    public Schedule learningRate() {
      return adam.learningRate();
    }

    @Override
    public List<Slot> slots() {
      return adam.slots();
    }

    @Override
    public Update update(Ops tf, Clock clock, Parameter p) {
      Operand<TFloat32> decayed = Decay.ofWeight(tf, p.weight(), clock.learningRate(), weightDecay);
      return adam.update(tf, clock, new Parameter(decayed, p.gradient(), p.slots()));
    }
  }

  /**
   * Adam with the greatest gradient in place of the root of the mean square (Kingma and Ba 2015,
   * section 7.1).
   *
   * @param learningRate α
   * @param beta1 the decay of the mean gradient, in [0, 1)
   * @param beta2 the decay of the greatest absolute gradient, in [0, 1)
   * @param epsilon keeps the divisor from zero, at least 0
   */
  public record Adamax(Schedule learningRate, double beta1, double beta2, float epsilon)
      implements Optimizer {

    public Adamax {
      Checks.decay("Adamax", "beta1", beta1);
      Checks.decay("Adamax", "beta2", beta2);
      Checks.notNegative("Adamax", "epsilon", epsilon);
    }

    /** The same rule with other decays. */
    public Adamax betas(double beta1, double beta2) {
      return new Adamax(learningRate, beta1, beta2, epsilon);
    }

    /** The same rule with another epsilon. */
    public Adamax epsilon(double epsilon) {
      return new Adamax(learningRate, beta1, beta2, (float) epsilon);
    }

    @Override
    public List<Slot> slots() {
      return List.of(Slot.zeros("mean"), Slot.zeros("greatest"));
    }

    @Override
    public Update update(Ops tf, Clock clock, Parameter p) {
      Operand<TFloat32> mean = Decay.mean(tf, p.slot(0), p.gradient(), beta1);
      Operand<TFloat32> greatest =
          tf.math.maximum(
              tf.math.mul(p.slot(1), tf.constant((float) beta2)), tf.math.abs(p.gradient()));
      Operand<TFloat32> rate =
          tf.math.div(clock.learningRate(), Decay.correction(tf, beta1, clock.update()));
      Operand<TFloat32> step =
          tf.math.div(tf.math.mul(rate, mean), tf.math.add(greatest, tf.constant(epsilon)));
      return new Update(tf.math.sub(p.weight(), step), List.of(mean, greatest));
    }
  }

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
    public Nadam epsilon(double epsilon) {
      return new Nadam(learningRate, beta1, beta2, (float) epsilon);
    }

    @Override
    public List<Slot> slots() {
      return List.of(Slot.zeros("mean"), Slot.zeros("square"), Slot.scalar("decays", 1));
    }

    @Override
    public Update update(Ops tf, Clock clock, Parameter p) {
      Operand<TFloat32> one = tf.constant(1f);
      Operand<TFloat32> decay = decay(tf, clock.update());
      Operand<TFloat32> nextDecay = decay(tf, tf.math.add(clock.update(), one));
      Operand<TFloat32> decays = tf.math.mul(p.slot(2), decay);
      Operand<TFloat32> mean = Decay.mean(tf, p.slot(0), p.gradient(), beta1);
      Operand<TFloat32> square = Decay.mean(tf, p.slot(1), tf.math.square(p.gradient()), beta2);
      Operand<TFloat32> ofMean =
          tf.math.div(nextDecay, tf.math.sub(one, tf.math.mul(decays, nextDecay)));
      Operand<TFloat32> ofGradient = tf.math.div(tf.math.sub(one, decay), tf.math.sub(one, decays));
      Operand<TFloat32> ahead =
          tf.math.add(tf.math.mul(mean, ofMean), tf.math.mul(p.gradient(), ofGradient));
      Operand<TFloat32> root =
          tf.math.sqrt(tf.math.div(square, Decay.correction(tf, beta2, clock.update())));
      Operand<TFloat32> step =
          tf.math.div(
              tf.math.mul(clock.learningRate(), ahead), tf.math.add(root, tf.constant(epsilon)));
      return new Update(tf.math.sub(p.weight(), step), List.of(mean, square, decays));
    }

    private Operand<TFloat32> decay(Ops tf, Operand<TFloat32> update) {
      Operand<TFloat32> growth = tf.math.exp(tf.math.mul(update, tf.constant(LOG_OF_GROWTH)));
      return tf.math.sub(
          tf.constant((float) beta1), tf.math.mul(growth, tf.constant((float) (beta1 / 2))));
    }
  }
}
