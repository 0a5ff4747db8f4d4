package dev.lamina.layer;

import java.util.random.RandomGenerator;

/**
 * Uniform values.
 *
 * @param minval the least value
 * @param maxval the bound above, at least {@code minval}
 */
record RandomUniform(float minval, float maxval) implements Initializer {

  RandomUniform {
    Draw.check("RandomUniform", "a finite minval", minval, true);
    Draw.check(
        "RandomUniform", "a maxval of at least its minval " + minval, maxval, maxval >= minval);
  }

  @Override
  public Draws begin(RandomGenerator random) {
    double range = (double) maxval - minval;
    return weight -> Draw.values(weight, () -> minval + range * random.nextDouble());
  }
}
