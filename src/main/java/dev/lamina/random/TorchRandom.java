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
    return SplitMix64.permutation(count, bound -> Integer.remainderUnsigned(bits.nextInt(), bound));
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

  /**
   * Box and Muller's transform of 16 uniform numbers in single precision, with the polynomials and
   * roundings of PyTorch's vectorized kernel.
   *
   * <p>The polynomials are those of the Cephes library. Every {@code fma} stands where the kernel
   * has one: {@code Math.log}, {@code Math.sin} and {@code Math.cos}, or a product and a sum apart,
   * differ in the last bits.
   *
   * @see <a href="https://www.netlib.org/cephes/">Cephes mathematical library, single precision</a>
   */
  private static final class NormalBlock {

    /** How many numbers one transform takes and gives. */
    static final int SIZE = 16;

    private static final int HALF = SIZE / 2;

    private static final float TWO_PI = (float) (2 * Math.PI);
    private static final float FOUR_OVER_PI = (float) (4 / Math.PI);

    /**
     * Pi/4, negated, in three parts, so that a multiple of it can be taken off an angle without
     * losing bits.
     */
    private static final float QUARTER_PI_HIGH = -0.78515625f;

    private static final float QUARTER_PI_MIDDLE = -2.4187565e-4f;
    private static final float QUARTER_PI_LOW = -3.774895e-8f;

    /** The natural logarithm of 2 in two parts, the first of few bits. */
    private static final float LOG_2_HIGH = 0.6933594f;

    private static final float LOG_2_LOW = -2.1219444e-4f;

    private static final float SQRT_HALF = (float) Math.sqrt(0.5);

    private NormalBlock() {}

    /** Replaces 16 uniform numbers in [0, 1), from place {@code from} on, by 16 normal numbers. */
    static void transform(float[] block, int from) {
      for (int i = from; i < from + HALF; i++) {
        float radius = (float) Math.sqrt(-2f * log(1f - block[i]));
        float angle = TWO_PI * block[i + HALF];
        Reduced reduced = Reduced.of(angle);
        // The kernel scales by 1 and adds the mean 0, which makes a negative zero positive.
        block[i] = radius * reduced.cosine() + 0f;
        block[i + HALF] = radius * reduced.sine() + 0f;
      }
    }

    /**
     * The natural logarithm of a normal positive float: x = m * 2^e with m between sqrt(1/2) and
     * sqrt(2).
     */
    private static float log(float x) {
      int exponent = Math.getExponent(x) + 1;
      float mantissa = Math.scalb(x, -exponent);
      float above = mantissa - 1f;
      if (mantissa < SQRT_HALF) {
        exponent--;
        above += mantissa;
      }
      float square = above * above;
      float tail =
          above
              * polynomial(
                  above,
                  0.070376836f,
                  -0.1151461f,
                  0.116769984f,
                  -0.12420141f,
                  0.14249323f,
                  -0.16668057f,
                  0.20000714f,
                  -0.24999994f,
                  0.3333333f);
      tail = Math.fma(tail, square, exponent * LOG_2_LOW);
      tail -= square * 0.5f;
      return Math.fma((float) exponent, LOG_2_HIGH, above + tail);
    }

    /** Horner's rule, one fma a coefficient, the highest power first. */
    private static float polynomial(float x, float... coefficients) {
      float sum = coefficients[0];
      for (int i = 1; i < coefficients.length; i++) {
        sum = Math.fma(sum, x, coefficients[i]);
      }
      return sum;
    }

    /**
     * A non-negative angle as an even number of eighths of a turn and a rest of at most pi/4 either
     * side.
     */
    private record Reduced(int eighths, float rest) {

      static Reduced of(float angle) {
        int eighths = ((int) (angle * FOUR_OVER_PI) + 1) & ~1;
        float rest = Math.fma((float) eighths, QUARTER_PI_HIGH, angle);
        rest = Math.fma((float) eighths, QUARTER_PI_MIDDLE, rest);
        rest = Math.fma((float) eighths, QUARTER_PI_LOW, rest);
        return new Reduced(eighths, rest);
      }

      float sine() {
        float magnitude = onAxis() ? restSine() : restCosine();
        return (eighths & 4) == 0 ? magnitude : -magnitude;
      }

      float cosine() {
        float magnitude = onAxis() ? restCosine() : restSine();
        return ((eighths + 2) & 4) == 0 ? magnitude : -magnitude;
      }

      /** Whether the whole part of the angle is a multiple of half a turn. */
      private boolean onAxis() {
        return (eighths & 2) == 0;
      }

      private float restSine() {
        float square = rest * rest;
        float tail = polynomial(square, -1.9515296e-4f, 8.332161e-3f, -0.16666655f);
        return Math.fma(tail * square, rest, rest);
      }

      private float restCosine() {
        float square = rest * rest;
        float tail = polynomial(square, 2.4433157e-5f, -1.3887316e-3f, 0.041666646f);
        return Math.fma(tail * square, square, -(square * 0.5f)) + 1f;
      }
    }
  }
}
