package dev.lamina.random;

/**
 * Derives seeds from a seed, so that each stream of random numbers (an epoch's shuffle, a step's
 * dropout) has its own.
 */
public final class Seeds {

  private Seeds() {}

  /**
   * Returns the seed of the stream that {@code path} names below {@code seed}, such as {@code
   * derive(seed, epoch)} or {@code derive(seed, layer, step)}.
   *
   * <p>It is the first number of {@link SplitMix64} seeded with {@code seed}; then for each stream
   * number in turn the first number of {@link SplitMix64} seeded with the result so far XOR the
   * stream number. Paths of equal length that differ in their last number only never collide;
   * others collide as rarely as random 64-bit numbers do.
   */
  public static long derive(long seed, long... path) {
    long derived = new SplitMix64(seed).nextLong();
    for (long stream : path) {
      derived = new SplitMix64(derived ^ stream).nextLong();
    }
    return derived;
  }
}
