package dev.lamina.train.schedule;

import java.util.List;

/** The built-in schedules: import them statically. */
public final class Schedules {
  private Schedules() {}

  /** The same rate for all updates. */
  public static Constant constant(float rate) {
    return new Constant(rate);
  }

  /** One rate up to each boundary and a last one. */
  public static PiecewiseConstantDecay piecewiseConstantDecay(
      List<Integer> boundaries, List<Float> values) {
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
}
