package dev.lamina.random;

import java.util.random.RandomGenerator;

/**
 * The Mersenne Twister MT19937 with the initialization of 2002, the generator below PyTorch's CPU
 * random numbers.
 *
 * <p>An instance holds state and belongs to one thread.
 *
 * @see <a href="https://doi.org/10.1145/272991.272995">Matsumoto and Nishimura, Mersenne Twister
 *     (1998)</a>
 */
public final class MersenneTwister implements RandomGenerator {

  private static final int WORDS = 624;
  private static final int SHIFT = 397;
  private static final int TOP_BIT = 0x80000000;
  private static final int TWIST = 0x9908b0df;

  private final int[] state = new int[WORDS];
  private int position = WORDS;

  /** Starts from {@code seed}, of which only the low 32 bits count. */
  public MersenneTwister(long seed) {
    int word = (int) seed;
    state[0] = word;
    for (int i = 1; i < WORDS; i++) {
      word = 1812433253 * (word ^ (word >>> 30)) + i;
      state[i] = word;
    }
  }

  /** Returns the next 32 random bits. */
  @Override
  public int nextInt() {
    if (position == WORDS) {
      renew();
      position = 0;
    }
    int bits = state[position++];
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    return bits ^ (bits >>> 18);
  }

  /** Returns the next 64 random bits: two draws of 32, the first of them high. */
  @Override
  public long nextLong() {
    long high = nextInt();
    return high << 32 | Integer.toUnsignedLong(nextInt());
  }

  private void renew() {
    for (int i = 0; i < WORDS; i++) {
      int joined = (state[i] & TOP_BIT) | (state[(i + 1) % WORDS] & ~TOP_BIT);
      int twisted = (joined & 1) == 0 ? joined >>> 1 : (joined >>> 1) ^ TWIST;
      state[i] = state[(i + SHIFT) % WORDS] ^ twisted;
    }
  }
}
