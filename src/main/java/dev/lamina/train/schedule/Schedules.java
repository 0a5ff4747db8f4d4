package dev.lamina.train.schedule;

import dev.lamina.spec.Type;
import dev.lamina.spec.Types;
import dev.lamina.train.schedule.CosineDecays.CosineDecay;
import dev.lamina.train.schedule.CosineDecays.CosineDecayRestarts;
import dev.lamina.train.schedule.Decays.ExponentialDecay;
import dev.lamina.train.schedule.Decays.InverseTimeDecay;
import dev.lamina.train.schedule.Decays.PiecewiseConstantDecay;
import dev.lamina.train.schedule.Decays.PolynomialDecay;
import dev.lamina.train.schedule.Schedule.Constant;
import java.util.List;

/** The built-in schedules: import them statically. */
public final class Schedules {
  private Schedules() {}

  /** The same rate for all updates. */
  public static Constant constant(float rate) {
    return new Constant(rate);
  }

  /** One rate up to each boundary and a last one. */
  public static Schedule piecewiseConstantDecay(List<Integer> boundaries, List<Float> values) {
    return new PiecewiseConstantDecay(boundaries, values);
  }

  /** Falls by a factor every {@code decaySteps} updates, a little with each. */
  public static ExponentialDecay exponentialDecay(
      float initialLearningRate, int decaySteps, float decayRate) {
    return new ExponentialDecay(initialLearningRate, decaySteps, decayRate, false);
  }

  /** Falls ever more slowly, a little with each update. */
  public static InverseTimeDecay inverseTimeDecay(
      float initialLearningRate, int decaySteps, float decayRate) {
    return new InverseTimeDecay(initialLearningRate, decaySteps, decayRate, false);
  }

  /** Falls in a straight line to 0.0001 and stays there. */
  public static PolynomialDecay polynomialDecay(float initialLearningRate, int decaySteps) {
    return new PolynomialDecay(initialLearningRate, decaySteps, 0.0001f, 1, false);
  }

  /** Falls along half a wave of the cosine to 0 and stays there. */
  public static CosineDecay cosineDecay(float initialLearningRate, int decaySteps) {
    return new CosineDecay(initialLearningRate, decaySteps, 0, 0, 0);
  }

  /** Falls along half a wave of the cosine to 0, again and again, each time for twice as long. */
  public static CosineDecayRestarts cosineDecayRestarts(
      float initialLearningRate, int firstDecaySteps) {
    return new CosineDecayRestarts(initialLearningRate, firstDecaySteps, 2, 1, 0);
  }

  /** Every built-in schedule, as specs name them. A number alone is a constant rate. */
  public static Types<Schedule> types() {
    return Types.of(
            "schedule",
            Schedule.class,
            Type.of(exponentialDecay(0.1f, 1, 1), "initialLearningRate", "decaySteps", "decayRate"),
            Type.of(inverseTimeDecay(0.1f, 1, 1), "initialLearningRate", "decaySteps", "decayRate"),
            Type.of(
                piecewiseConstantDecay(List.of(1), List.of(0.1f, 0.1f)), "boundaries", "values"),
            Type.of(polynomialDecay(0.1f, 1), "initialLearningRate", "decaySteps"),
            Type.of(cosineDecay(0.1f, 1), "initialLearningRate", "decaySteps"),
            Type.of(cosineDecayRestarts(0.1f, 1), "initialLearningRate", "firstDecaySteps"),
            Type.of(constant(0.1f).warmup(1), "schedule", "warmupSteps"))
        .withNumbers(Type.of(constant(0.01f), "rate"));
  }
}
