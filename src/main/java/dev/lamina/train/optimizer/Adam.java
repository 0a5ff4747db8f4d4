package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;
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
 * @param beta1 the decay of the mean gradient, in [0, 1)
 * @param beta2 the decay of the mean square, in [0, 1)
 * @param epsilon keeps the divisor from zero, at least 0
 * @param amsgrad whether to divide by the greatest mean square so far (Reddi et al. 2018)
 * @param epsilonPlace which root epsilon is added to
 */
public record Adam(
    Schedule learningRate,
    double beta1,
    double beta2,
    float epsilon,
    boolean amsgrad,
    EpsilonPlace epsilonPlace)
    implements Optimizer {

  /** Which root of the mean square epsilon is added to. */
  public enum EpsilonPlace {
    /** Before the correction, as Keras does. */
    UNCORRECTED,
    /** After the correction, as PyTorch and the paper's Algorithm 1 do. */
    CORRECTED
  }

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
  public Adam epsilon(float epsilon) {
    return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, epsilonPlace);
  }

  /** The same rule, dividing by the greatest mean square so far or by the last one. */
  public Adam amsgrad(boolean amsgrad) {
    return new Adam(learningRate, beta1, beta2, epsilon, amsgrad, epsilonPlace);
  }

  /** The same rule with PyTorch's epsilon: 1e-8, added after the correction. */
  public Adam pytorchEpsilon() {
    return new Adam(learningRate, beta1, beta2, 1e-8f, amsgrad, EpsilonPlace.CORRECTED);
  }

  @Override
  public List<Slot> slots() {
    return amsgrad
        ? List.of(Slot.zeros("mean"), Slot.zeros("square"), Slot.zeros("greatestSquare"))
        : List.of(Slot.zeros("mean"), Slot.zeros("square"));
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
    Operand<TFloat32> divisor = amsgrad ? tf.math.maximum(slots.get(2), square) : square;
    Operand<TFloat32> correction1 = Rates.correction(tf, beta1, clock.update());
    Operand<TFloat32> root2 = tf.math.sqrt(Rates.correction(tf, beta2, clock.update()));
    // Epsilon after the correction is root2 times epsilon before it.
    Operand<TFloat32> placedEpsilon =
        epsilonPlace == EpsilonPlace.CORRECTED
            ? tf.math.mul(tf.constant(epsilon), root2)
            : tf.constant(epsilon);
    Operand<TFloat32> rate = tf.math.div(tf.math.mul(clock.learningRate(), root2), correction1);
    Operand<TFloat32> step =
        tf.math.div(tf.math.mul(rate, mean), tf.math.add(tf.math.sqrt(divisor), placedEpsilon));
    return new Update(
        tf.math.sub(weight, step),
        amsgrad ? List.of(mean, square, divisor) : List.of(mean, square));
  }
}
