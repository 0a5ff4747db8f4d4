package dev.lamina.train.schedule;

import dev.lamina.spec.Type;
import dev.lamina.spec.Types;
import dev.lamina.train.schedule.CosineDecays.CosineDecay;
import dev.lamina.train.schedule.CosineDecays.CosineDecayRestarts;
import dev.lamina.train.schedule.Decays.ExponentialDecay;
import dev.lamina.train.schedule.Decays.InverseTimeDecay;
import dev.lamina.train.schedule.Decays.PiecewiseConstantDecay;
import dev.lamina.train.schedule.Decays.PolynomialDecay;
import dev.lamina.train.schedule.Schedule.ConstantRate;
import java.util.List;

/**
 * The built-in schedules: import them statically. Each gives the learning rate, a scalar, of the
 * update after t others; t counts updates, not epochs. Names, formulas and defaults are those of
 * Keras 3.
 *
 * <p>Rates are finite and at least 0, numbers of steps at least 1; others are refused by an {@link
 * IllegalArgumentException}.
 */
public final class Schedules {
  private Schedules() {}

  /** The same rate for all updates. */
  public static ConstantRate constant(double rate) {
    return new ConstantRate((float) rate);
  }

  /**
   * The first of the values while t is at most the first boundary, the next one up to the next, and
   * so on.
   *
   * @param boundaries growing, at least one
   * @param values one more than boundaries
   */
  public static Schedule piecewiseConstantDecay(
      List<Integer> boundaries, List<? extends Number> values) {
    return new PiecewiseConstantDecay(boundaries, values.stream().map(Number::floatValue).toList());
  }

  /**
   * α·rᵗᐟⁿ, which falls a little with each update.
   *
   * @param initialLearningRate α
   * @param decaySteps n
   * @param decayRate r, finite and at least 0
   */
  public static ExponentialDecay exponentialDecay(
      double initialLearningRate, int decaySteps, double decayRate) {
    return new ExponentialDecay((float) initialLearningRate, decaySteps, (float) decayRate, false);
  }

  /**
   * α / (1 + r·t/n), which falls a little with each update, ever more slowly.
   *
   * @param initialLearningRate α
   * @param decaySteps n
   * @param decayRate r, finite and at least 0
   */
  public static InverseTimeDecay inverseTimeDecay(
      double initialLearningRate, int decaySteps, double decayRate) {
    return new InverseTimeDecay((float) initialLearningRate, decaySteps, (float) decayRate, false);
  }

  /**
   * (α − ω)·(1 − t/n)ᵖ + ω up to t = n and ω from then on, with ω = 0.0001 and p = 1: a straight
   * line.
   *
   * @param initialLearningRate α
   * @param decaySteps n
   */
  public static PolynomialDecay polynomialDecay(double initialLearningRate, int decaySteps) {
    return new PolynomialDecay((float) initialLearningRate, decaySteps, 0.0001f, 1, false);
  }

  /**
   * α·(1 + cos(π·t/n)) / 2 up to t = n and 0 from then on, without a warm-up (Loshchilov and Hutter
   * 2017).
   *
   * @param initialLearningRate α
   * @param decaySteps n
   */
  public static CosineDecay cosineDecay(double initialLearningRate, int decaySteps) {
    return new CosineDecay((float) initialLearningRate, decaySteps, 0, 0, 0);
  }

  /**
   * As {@link #cosineDecay} again and again from the same height, each time for twice as long
   * (Loshchilov and Hutter 2017).
   *
   * @param initialLearningRate α
   * @param firstDecaySteps n of the first decay
   */
  public static CosineDecayRestarts cosineDecayRestarts(
      double initialLearningRate, int firstDecaySteps) {
    return new CosineDecayRestarts((float) initialLearningRate, firstDecaySteps, 2, 1, 0);
  }

  /** Every built-in schedule, as specs name them. A number alone is a constant rate. */
  public static Types<Schedule> types() {
    return Types.of(
            "schedule",
            Schedule.class,
            Type.of(exponentialDecay(0.1, 1, 1), "initialLearningRate", "decaySteps", "decayRate"),
            Type.of(inverseTimeDecay(0.1, 1, 1), "initialLearningRate", "decaySteps", "decayRate"),
            Type.of(piecewiseConstantDecay(List.of(1), List.of(0.1, 0.1)), "boundaries", "values"),
            Type.of(polynomialDecay(0.1, 1), "initialLearningRate", "decaySteps"),
            Type.of(cosineDecay(0.1, 1), "initialLearningRate", "decaySteps"),
            Type.of(cosineDecayRestarts(0.1, 1), "initialLearningRate", "firstDecaySteps"),
            Type.of(constant(0.1).warmup(1), "schedule", "warmupSteps"))
        .withNumbers(Type.of("Constant", constant(0.01), "rate"));
  }
}
