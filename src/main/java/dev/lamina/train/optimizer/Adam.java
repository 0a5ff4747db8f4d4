package dev.lamina.train.optimizer;

import dev.lamina.train.schedule.Schedule;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Adam (Kingma and Ba 2015): steps scaled by running means of the gradient and its square, both
 * corrected for their start at zero.
 *
 * <p>Keras adds epsilon to the root of the uncorrected mean square, PyTorch to that of the
 * corrected one, which makes its epsilon weigh more in the first updates.
 *
 * @param learningRate α
 * @param beta1 the decay of the mean gradient
 * @param beta2 the decay of the mean square
 * @param epsilon keeps the divisor from zero
 * @param epsilonPlace which root epsilon is added to
 */
public record Adam(
    Schedule learningRate, double beta1, double beta2, float epsilon, EpsilonPlace epsilonPlace)
    implements Optimizer {

  /** Which root of the mean square epsilon is added to. */
  public enum EpsilonPlace {
    /** Before the correction, as Keras does. */
    UNCORRECTED,
    /** After the correction, as PyTorch and the paper's Algorithm 1 do. */
    CORRECTED
  }

  public Adam {
    Rates.checkDecay("beta1", beta1);
    Rates.checkDecay("beta2", beta2);
    if (!(epsilon >= 0)) {
      throw new IllegalArgumentException(
          "Adam needs an epsilon of at least 0, but got " + epsilon + ".");
    }
  }

  /** The same rule with other decays. */
  public Adam betas(double beta1, double beta2) {
    return new Adam(learningRate, beta1, beta2, epsilon, epsilonPlace);
  }

  /** The same rule with another epsilon, in the same place. */
  public Adam epsilon(float epsilon) {
    return new Adam(learningRate, beta1, beta2, epsilon, epsilonPlace);
  }

  /** The same rule with PyTorch's epsilon: 1e-8, added after the correction. */
  public Adam pytorchEpsilon() {
    return new Adam(learningRate, beta1, beta2, 1e-8f, EpsilonPlace.CORRECTED);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.zeros("mean"), Slot.zeros("square"));
  }

  @Override
  public Update update(
      Ops tf,
      Clock clock,
      Operand<TFloat32> weight,
      Operand<TFloat32> gradient,
      List<Operand<TFloat32>> slots) {
    Operand<TFloat32> mean = Rates.decay(tf, slots.get(0), gradient, beta1);
    Operand<TFloat32> square = Rates.decay(tf, slots.get(1), tf.math.square(gradient), beta2);
    Operand<TFloat32> correction1 = correction(tf, beta1, clock.update());
    Operand<TFloat32> root2 = tf.math.sqrt(correction(tf, beta2, clock.update()));
    // Epsilon after the correction is root2 times epsilon before it.
    Operand<TFloat32> placedEpsilon =
        epsilonPlace == EpsilonPlace.CORRECTED
            ? tf.math.mul(tf.constant(epsilon), root2)
            : tf.constant(epsilon);
    Operand<TFloat32> rate = tf.math.div(tf.math.mul(clock.learningRate(), root2), correction1);
    Operand<TFloat32> step =
        tf.math.div(tf.math.mul(rate, mean), tf.math.add(tf.math.sqrt(square), placedEpsilon));
    return new Update(tf.math.sub(weight, step), List.of(mean, square));
  }

  /** 1 − β to the power of the update, without cancellation in the first updates. */
  private static Operand<TFloat32> correction(Ops tf, double beta, Operand<TFloat32> update) {
    return tf.math.neg(tf.math.expm1(tf.math.mul(update, tf.constant((float) Math.log(beta)))));
  }
}
