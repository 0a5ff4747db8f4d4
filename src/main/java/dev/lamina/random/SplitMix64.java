package dev.lamina.random;

import java.util.random.RandomGenerator;

/**
 * The SplitMix64 generator: 64 bits of state, a Weyl sequence through a mixing function.
 *
 * <p>An instance holds state and belongs to one thread.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea and Flood, Fast splittable
 *     pseudorandom number generators (2014)</a>
 */
public final class SplitMix64 implements RandomGenerator {

  /** The odd number nearest to 2^64 divided by the golden ratio. */
  private static final long STEP = 0x9e3779b97f4a7c15L;

  private long state;

  /** Starts from {@code seed}, of which all 64 bits count. */
  public SplitMix64(long seed) {
    state = seed;
  }

  /** Returns the next 64 random bits. */
  @Override
  public long nextLong() {
    state += STEP;
    long bits = state;
    bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return bits ^ (bits >>> 31);
  }

  /**
   * Returns the numbers from 0 to {@code count - 1} in random order.
   *
   * <p>The order is Fisher and Yates's, whose draw below {@code bound} is {@code floor(u * bound /
   * 2^63)} for the upper 63 bits u of {@link #nextLong()}.
   *
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public int[] permutation(int count) {
    return FisherYates.permutation(count, this::below);
  }

  private int below(int bound) {
    return (int) Math.multiplyHigh(nextLong() >>> 1, 2L * bound);
  }
}
