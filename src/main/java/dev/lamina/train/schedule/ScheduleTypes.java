package dev.lamina.train.schedule;

import dev.lamina.spec.Type;
import dev.lamina.spec.Types;
import java.util.List;

/** The built-in schedules, as specs name them. A number alone is a constant rate. */
public final class ScheduleTypes {
  private static final Types<Schedule> TYPES =
      Types.of(
              "schedule",
              Schedule.class,
              Type.of(
                  Schedules.exponentialDecay(0.1f, 1, 1),
                  "initialLearningRate",
                  "decaySteps",
                  "decayRate"),
              Type.of(
                  Schedules.inverseTimeDecay(0.1f, 1, 1),
                  "initialLearningRate",
                  "decaySteps",
                  "decayRate"),
              Type.of(
                  Schedules.piecewiseConstantDecay(List.of(1), List.of(0.1f, 0.1f)),
                  "boundaries",
                  "values"),
              Type.of(Schedules.polynomialDecay(0.1f, 1), "initialLearningRate", "decaySteps"),
              Type.of(Schedules.cosineDecay(0.1f, 1), "initialLearningRate", "decaySteps"),
              Type.of(
                  Schedules.cosineDecayRestarts(0.1f, 1), "initialLearningRate", "firstDecaySteps"),
              Type.of(Schedules.constant(0.1f).warmup(1), "schedule", "warmupSteps"))
          .withNumbers(Type.of(Schedules.constant(0.01f), "rate"));

  private ScheduleTypes() {}

  /** Every built-in schedule. */
  public static Types<Schedule> types() {
    return TYPES;
  }
}
