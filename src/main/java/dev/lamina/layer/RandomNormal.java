package dev.lamina.layer;

import java.util.random.RandomGenerator;

/**
 * Normal values.
 *
 * @param mean of the values
 * @param stddev their standard deviation, at least 0
 */
record RandomNormal(float mean, float stddev) implements Initializer {

  RandomNormal {
    Draw.check("RandomNormal", "a finite mean", mean, true);
    Draw.check("RandomNormal", "a stddev of at least 0", stddev, stddev >= 0);
  }

  @Override
  public Draws begin(RandomGenerator random) {
    return weight -> Draw.values(weight, () -> mean + stddev * random.nextGaussian());
  }
}
