package dev.lamina.data;

import dev.lamina.random.Seeds;
import dev.lamina.random.SplitMix64;

/** Lamina's own shuffle, {@link Shuffle#seeded}. */
record SeededShuffle(long seed) implements Shuffle {

  @Override
  public int[] order(int size, int epoch) {
    return new SplitMix64(Seeds.derive(seed, epoch)).permutation(size);
  }
}
