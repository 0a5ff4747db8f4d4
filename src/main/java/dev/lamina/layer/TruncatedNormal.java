package dev.lamina.layer;

import java.util.random.RandomGenerator;

/**
 * Normal values of which those more than two standard deviations from the mean are drawn again.
 *
 * @param mean of the values
 * @param stddev the standard deviation before the tails are cut off, at least 0
 */
record TruncatedNormal(float mean, float stddev) implements Initializer {

  TruncatedNormal {
    Draw.check("TruncatedNormal", "a finite mean", mean, true);
    Draw.check("TruncatedNormal", "a stddev of at least 0", stddev, stddev >= 0);
  }

  @Override
  public Draws begin(RandomGenerator random) {
    return weight -> Draw.values(weight, () -> mean + stddev * Draw.truncatedNormal(random));
  }
}
