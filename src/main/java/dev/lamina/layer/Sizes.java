package dev.lamina.layer;

/** Checks what layers are made of. */
final class Sizes {
  private Sizes() {}

  /**
   * @throws IllegalArgumentException if a number of something is below 1
   */
  static void check(String layer, String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s needs %s of at least 1, but got %d.".formatted(layer, option, value));
    }
  }
}
