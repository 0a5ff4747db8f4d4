package dev.lamina.train.optimizer;

/** What the optimizers ask of their options. */
final class Checks {
  private Checks() {}

  static void decay(String type, String name, Number decay) {
    if (!(decay.doubleValue() >= 0 && decay.doubleValue() < 1)) {
      throw new IllegalArgumentException(
          "%s needs %s in [0, 1), but got %s.".formatted(type, name, decay));
    }
  }

  static void notNegative(String type, String name, float value) {
    if (!(value >= 0 && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s needs a finite %s of at least 0, but got %s.".formatted(type, name, value));
    }
  }
}
