package dev.lamina.layer;

import java.util.random.RandomGenerator;

/** Gives every weight one value. */
record Constant(float value) implements Initializer {

  Constant {
    Draw.check("Constant", "a finite value", value, true);
  }

  @Override
  public Draws begin(RandomGenerator random) {
    return weight -> Draw.values(weight, () -> value);
  }
}
