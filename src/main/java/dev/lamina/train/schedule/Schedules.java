package dev.lamina.train.schedule;

/** The built-in schedules: import them statically. */
public final class Schedules {
  private Schedules() {}

  /** The same rate for all updates. */
  public static Constant constant(float rate) {
    return new Constant(rate);
  }
}
