package dev.lamina.layer;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** What initializers share. */
final class Draw {
  private Draw() {}

  /** As many values as the weight has, one after the other. */
  static float[] values(Weight weight, DoubleSupplier next) {
    float[] values = new float[weight.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) next.getAsDouble();
    }
    return values;
  }

  /** A standard normal value; those beyond ±2 are drawn again. */
  static double truncatedNormal(RandomGenerator random) {
    double value = random.nextGaussian();
    while (Math.abs(value) > 2) {
      value = random.nextGaussian();
    }
    return value;
  }

  /**
   * Checks one of an initializer's numbers.
   *
   * @throws IllegalArgumentException unless the number is finite and holds
   */
  static void check(String initializer, String needed, float value, boolean holds) {
    if (!(holds && Float.isFinite(value))) {
      throw new IllegalArgumentException(
          "%s needs %s, but got %s.".formatted(initializer, needed, value));
    }
  }
}
