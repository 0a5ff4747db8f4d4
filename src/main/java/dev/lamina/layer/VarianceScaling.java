package dev.lamina.layer;

import java.util.random.RandomGenerator;

/**
 * Values whose variance is {@code scale / n}, where n is the fan that the mode names.
 *
 * @param scale the variance of a node's input relative to that of its output, above 0
 * @param mode which fan to scale by
 * @param distribution of the values
 */
record VarianceScaling(float scale, Mode mode, Distribution distribution) implements Initializer {
  /** The standard deviation of a standard normal that is cut off at 2. */
  private static final double TRUNCATED_DEVIATION = 0.8796256610342398;

  enum Mode {
    FAN_IN,
    FAN_OUT,
    FAN_AVERAGE
  }

  enum Distribution {
    UNIFORM,
    NORMAL,
    TRUNCATED_NORMAL
  }

  VarianceScaling {
    Draw.check("VarianceScaling", "a scale above 0", scale, scale > 0);
  }

  @Override
  public Draws begin(RandomGenerator random) {
    return weight -> {
      double deviation = Math.sqrt(scale / fan(weight));
      return switch (distribution) {
        case UNIFORM -> {
          double limit = Math.sqrt(3) * deviation;
          yield Draw.values(weight, () -> limit * (random.nextDouble() * 2 - 1));
        }
        case NORMAL -> Draw.values(weight, () -> deviation * random.nextGaussian());
        case TRUNCATED_NORMAL -> {
          double corrected = deviation / TRUNCATED_DEVIATION;
          yield Draw.values(weight, () -> corrected * Draw.truncatedNormal(random));
        }
      };
    };
  }

  private double fan(Weight weight) {
    return switch (mode) {
      case FAN_IN -> weight.fanIn();
      case FAN_OUT -> weight.fanOut();
      case FAN_AVERAGE -> (weight.fanIn() + weight.fanOut()) / 2.0;
    };
  }
}
