package dev.lamina.random;

import java.util.OptionalDouble;

/**
 * PyTorch's CPU random numbers after {@code torch.manual_seed(seed)}, bit for bit.
 *
 * <p>The numbers are those of torch 2.13 on an x86-64 processor with AVX2 or AVX-512; elsewhere
 * PyTorch rounds some of its floats otherwise. Calls draw from one stream, so their order matters
 * as it does in PyTorch. An instance holds state and belongs to one thread.
 */
public final class TorchRandom {

  /** From here on PyTorch fills a tensor by blocks of normal numbers in single precision. */
  private static final int BLOCK = NormalBlock.SIZE;

  /** From here on PyTorch draws a permutation by another algorithm. */
  private static final int PERMUTATION_LIMIT = (int) ((1L << 32) / 20);

  private final MersenneTwister bits;
  private OptionalDouble keptNormal = OptionalDouble.empty();

  /** Starts as {@code torch.manual_seed(seed)} does: only the low 32 bits of {@code seed} count. */
  public TorchRandom(long seed) {
    bits = new MersenneTwister(seed);
  }

  /**
   * Returns 64 random bits, the draw by which a DataLoader seeds itself: two draws of 32 bits, the
   * first of them high.
   */
  public long nextLong() {
    return bits.nextLong();
  }

  /** Passes over the next draws, each of 32 bits. */
  public void skip(int draws) {
    for (int i = 0; i < draws; i++) {
      bits.nextInt();
    }
  }

  /**
   * Fills {@code into} as {@code tensor.uniform_(low, high)} does: one draw of 24 bits a value,
   * rounded once.
   *
   * @param low the least value, included
   * @param high the greatest value, excluded but for rounding
   */
  public void uniform(float[] into, float low, float high) {
    float range = high - low;
    for (int i = 0; i < into.length; i++) {
      into[i] = Math.fma(unit(), range, low);
    }
  }

  /**
   * Returns {@code torch.randn(count)}: normal numbers of mean 0 and variance 1, by Box and Muller.
   *
   * <p>Fewer than 16 are computed in double precision, one pair at a time, and an odd one out is
   * kept for the next such call. From 16 on they are computed in single precision in blocks of 16;
   * if {@code count} is no multiple of 16, the last 16 are drawn again.
   *
   * @throws IllegalArgumentException if {@code count} is negative
   */
  public float[] randn(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("randn needs a count of at least 0, but got " + count);
    }
    float[] normals = new float[count];
    if (count < BLOCK) {
      for (int i = 0; i < count; i++) {
        normals[i] = (float) nextNormal();
      }
      return normals;
    }
    fillUnits(normals, 0);
    for (int from = 0; from + BLOCK <= count; from += BLOCK) {
      NormalBlock.transform(normals, from);
    }
    if (count % BLOCK != 0) {
      fillUnits(normals, count - BLOCK);
      NormalBlock.transform(normals, count - BLOCK);
    }
    return normals;
  }

  /**
   * Returns {@code torch.randperm(count)}: the numbers from 0 to {@code count - 1} in random order.
   *
   * @throws IllegalArgumentException if {@code count} is negative, or 214,748,364 or more, where
   *     PyTorch changes its algorithm
   */
  public int[] permutation(int count) {
    if (count >= PERMUTATION_LIMIT) {
      throw new IllegalArgumentException(
          ("PyTorch's permutation is known for fewer than %s numbers, but got %s; use SplitMix64 "
                  + "for more")
              .formatted(PERMUTATION_LIMIT, count));
    }
    return FisherYates.permutation(
        count, bound -> Integer.remainderUnsigned(bits.nextInt(), bound));
  }

  private void fillUnits(float[] into, int from) {
    for (int i = from; i < into.length; i++) {
      into[i] = unit();
    }
  }

  /** A float in [0, 1) from the low 24 bits of a draw. */
  private float unit() {
    return (bits.nextInt() & 0xffffff) * 0x1p-24f;
  }

  /** A double in [0, 1) from the low 53 bits of two draws. */
  private double doubleUnit() {
    return (bits.nextLong() & 0x1fffffffffffffL) * 0x1p-53;
  }

  private double nextNormal() {
    if (keptNormal.isPresent()) {
      double normal = keptNormal.getAsDouble();
      keptNormal = OptionalDouble.empty();
      return normal;
    }
    // StrictMath, because Math may differ in the last bit from one virtual machine to the next.
    double angle = 2 * Math.PI * doubleUnit();
    double radius = Math.sqrt(-2 * StrictMath.log1p(-doubleUnit()));
    keptNormal = OptionalDouble.of(radius * StrictMath.sin(angle));
    return radius * StrictMath.cos(angle);
  }
}
