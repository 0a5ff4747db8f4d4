package dev.lamina.model.callback;

/** The checks of options that the callbacks share. */
final class Checks {
  private Checks() {}

  static void atLeast(String callback, String option, double value, double least) {
    if (!(value >= least)) {
      throw new IllegalArgumentException(
          "%s needs %s of at least %s, but got %s."
              .formatted(callback, option, number(least), number(value)));
    }
  }

  private static String number(double value) {
    return value == (int) value ? Integer.toString((int) value) : Double.toString(value);
  }
}
