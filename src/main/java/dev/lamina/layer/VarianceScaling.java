package dev.lamina.layer;

import java.util.random.RandomGenerator;

/**
 * Uniform values whose variance is {@code scale / n}, where n is the fan that the mode names.
 *
 * @param scale the variance of a node's input relative to that of its output
 * @param mode which fan to scale by
 */
record VarianceScaling(float scale, Mode mode) implements Initializer {

  enum Mode {
    FAN_IN,
    FAN_AVERAGE
  }

  @Override
  public Draws begin(RandomGenerator random) {
    return weight -> {
      double limit = Math.sqrt(3.0 * scale / fan(weight));
      float[] values = new float[weight.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((random.nextDouble() * 2 - 1) * limit);
      }
      return values;
    };
  }

  private double fan(Weight weight) {
    return switch (mode) {
      case FAN_IN -> weight.fanIn();
      case FAN_AVERAGE -> (weight.fanIn() + weight.fanOut()) / 2.0;
    };
  }
}
