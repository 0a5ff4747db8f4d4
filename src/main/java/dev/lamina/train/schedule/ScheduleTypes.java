package dev.lamina.train.schedule;

import dev.lamina.spec.Type;
import dev.lamina.spec.Types;

/** The built-in schedules, as specs name them. A number alone is a constant rate. */
public final class ScheduleTypes {
  private static final Types<Schedule> TYPES =
      Types.of("schedule", Schedule.class).withNumbers(Type.of(Schedules.constant(0.01f), "rate"));

  private ScheduleTypes() {}

  /** Every built-in schedule. */
  public static Types<Schedule> types() {
    return TYPES;
  }
}
