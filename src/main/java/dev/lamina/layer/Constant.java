package dev.lamina.layer;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Gives every weight one value. */
record Constant(float value) implements Initializer {

  @Override
  public Draws begin(RandomGenerator random) {
    return weight -> {
      float[] values = new float[weight.size()];
      Arrays.fill(values, value);
      return values;
    };
  }
}
