package dev.lamina.random;

import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

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
    return permutation(count, this::below);
  }

  /** Returns a random number from 0 to {@code bound - 1}, as {@link #permutation} draws it. */
  public int below(int bound) {
    return (int) Math.multiplyHigh(nextLong() >>> 1, 2L * bound);
  }

  /**
   * Shuffles 0 to {@code count - 1} as Fisher and Yates do, from the front to the back; {@code
   * below} gives a random number from 0 to its argument, exclusive.
   */
  static int[] permutation(int count, IntUnaryOperator below) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "a permutation needs a count of at least 0, but got " + count);
    }
    int[] order = IntStream.range(0, count).toArray();
    for (int i = 0; i < count - 1; i++) {
      int chosen = i + below.applyAsInt(count - i);
      int kept = order[i];
      order[i] = order[chosen];
      order[chosen] = kept;
    }
    return order;
  }

  /**
   * Returns the seed of the stream of random numbers that {@code path} names below {@code seed},
   * such as {@code derive(seed, epoch)} or {@code derive(seed, layer, step)}.
   *
   * <p>It is the first number of a generator seeded with {@code seed}; then for each stream number
   * in turn the first number of one seeded with the result so far XOR the stream number. Paths of
   * equal length that differ in their last number only never collide; others collide as rarely as
   * random 64-bit numbers do.
   */
  public static long derive(long seed, long... path) {
    long derived = new SplitMix64(seed).nextLong();
    for (long stream : path) {
      derived = new SplitMix64(derived ^ stream).nextLong();
    }
    return derived;
  }
}
