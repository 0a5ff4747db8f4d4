package dev.lamina.train.optimizer;

import dev.lamina.spec.Checks;
import dev.lamina.train.schedule.Schedule;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Follow the regularized leader (McMahan et al. 2013): gradient descent whose L1 penalty makes
 * weights exactly zero. With the sum n of squared gradients, which grows to n′, and the sum z of
 * gradients, less what the weight has moved: z ← z + g + 2·s·w − (n′⁻ᵖ − n⁻ᵖ) / α · w and w ←
 * (clip(z, ±λ₁) − z) / (n′⁻ᵖ / α + β / α + 2·λ₂).
 *
 * <p>The first update all but forgets the initial weights: the rule is meant for linear models that
 * begin at zero.
 *
 * @param learningRate α, which must stay above 0
 * @param learningRatePower p, at most 0
 * @param initialAccumulatorValue what n begins with, at least 0
 * @param l1RegularizationStrength λ₁, at least 0
 * @param l2RegularizationStrength λ₂, at least 0
 * @param l2ShrinkageRegularizationStrength s, at least 0
 * @param beta β, at least 0
 */
public record Ftrl(
    Schedule learningRate,
    float learningRatePower,
    float initialAccumulatorValue,
    float l1RegularizationStrength,
    float l2RegularizationStrength,
    float l2ShrinkageRegularizationStrength,
    float beta)
    implements Optimizer {

  public Ftrl {
    if (learningRate.equals(new Schedule.ConstantRate(0))) {
      throw new IllegalArgumentException(
          "Ftrl divides by the learning rate, but got 0; give one above 0.");
    }
    if (!(learningRatePower <= 0 && learningRatePower > Float.NEGATIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Ftrl needs a finite learningRatePower of at most 0, but got " + learningRatePower + ".");
    }
    Checks.notNegative("Ftrl", "initialAccumulatorValue", initialAccumulatorValue);
    Checks.notNegative("Ftrl", "l1RegularizationStrength", l1RegularizationStrength);
    Checks.notNegative("Ftrl", "l2RegularizationStrength", l2RegularizationStrength);
    Checks.notNegative(
        "Ftrl", "l2ShrinkageRegularizationStrength", l2ShrinkageRegularizationStrength);
    Checks.notNegative("Ftrl", "beta", beta);
  }

  /** The same rule with other penalties, which it has none of by default. */
  public Ftrl regularizationStrengths(double l1, double l2) {
    return new Ftrl(
        learningRate,
        learningRatePower,
        initialAccumulatorValue,
        (float) l1,
        (float) l2,
        l2ShrinkageRegularizationStrength,
        beta);
  }

  @Override
  public List<Slot> slots() {
    return List.of(Slot.filled("squares", initialAccumulatorValue), Slot.zeros("linear"));
  }

  @Override
  public Update update(Ops tf, Clock clock, Parameter p) {
    Operand<TFloat32> rate = clock.learningRate();
    Operand<TFloat32> squares = tf.math.add(p.slot(0), tf.math.square(p.gradient()));
    Operand<TFloat32> power = power(tf, squares);
    Operand<TFloat32> moved =
        tf.math.mul(tf.math.div(tf.math.sub(power, power(tf, p.slot(0))), rate), p.weight());
    Operand<TFloat32> linear =
        tf.math.add(p.slot(1), tf.math.sub(shrinking(tf, p.gradient(), p.weight()), moved));
    Operand<TFloat32> divisor =
        tf.math.add(
            tf.math.div(tf.math.add(power, tf.constant(beta)), rate),
            tf.constant(2 * l2RegularizationStrength));
    Operand<TFloat32> clipped =
        tf.clipByValue(
            linear, tf.constant(-l1RegularizationStrength), tf.constant(l1RegularizationStrength));
    return new Update(tf.math.div(tf.math.sub(clipped, linear), divisor), List.of(squares, linear));
  }

  private Operand<TFloat32> power(Ops tf, Operand<TFloat32> squares) {
    return tf.math.pow(squares, tf.constant(-learningRatePower));
  }

  private Operand<TFloat32> shrinking(
      Ops tf, Operand<TFloat32> gradient, Operand<TFloat32> weight) {
    return l2ShrinkageRegularizationStrength == 0
        ? gradient
        : tf.math.add(
            gradient, tf.math.mul(weight, tf.constant(2 * l2ShrinkageRegularizationStrength)));
  }
}
