package dev.lamina.train.schedule;

/** What the schedules ask of their options. */
final class Checks {
  private Checks() {}

  /** A learning rate, or a factor of one: finite and at least 0. */
  static void rate(String type, String name, float rate) {
    if (!(rate >= 0 && rate < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s needs a finite %s of at least 0, but got %s.".formatted(type, name, rate));
    }
  }

  static void steps(String type, String name, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException(
          "%s needs %s of at least 1, but got %d.".formatted(type, name, steps));
    }
  }
}
