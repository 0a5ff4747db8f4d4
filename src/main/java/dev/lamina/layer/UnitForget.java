package dev.lamina.layer;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The first bias of an {@link LSTM}: ones for the forget gate, the second of four.
 *
 * @param others draws the rest
 * @param units the values of a gate
 */
record UnitForget(Initializer others, int units) implements Initializer {

  @Override
  public Draws begin(RandomGenerator random) {
    Draws draws = others.begin(random);
    return weight -> {
      float[] values = draws.next(weight);
      Arrays.fill(values, units, 2 * units, 1);
      return values;
    };
  }
}
