package dev.lamina.spec;

/** What types ask of their options; each check names the type, the option and what came. */
public final class Checks {
  private Checks() {}

  /**
   * Checks a number that has a least value.
   *
   * @throws IllegalArgumentException if it is smaller, or NaN
   */
  public static void atLeast(String type, String option, Number value, Number least) {
    if (!(value.doubleValue() >= least.doubleValue())) {
      throw new IllegalArgumentException(
          "%s needs %s of at least %s, but got %s.".formatted(type, option, least, value));
    }
  }

  /**
   * Checks a rate, a factor and the like.
   *
   * @throws IllegalArgumentException if it is negative, NaN or infinite
   */
  public static void notNegative(String type, String option, float value) {
    if (!(value >= 0 && value < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s needs a finite %s of at least 0, but got %s.".formatted(type, option, value));
    }
  }

  /**
   * Checks a rate of decay.
   *
   * @throws IllegalArgumentException if it is not in [0, 1)
   */
  public static void decay(String type, String option, Number decay) {
    if (!(decay.doubleValue() >= 0 && decay.doubleValue() < 1)) {
      throw new IllegalArgumentException(
          "%s needs %s in [0, 1), but got %s.".formatted(type, option, decay));
    }
  }
}
