package dev.lamina.layer;

import dev.lamina.spec.Names;
import java.util.function.DoubleUnaryOperator;

/** What comes between pixels that are moved apart, or of pixels that are moved together. */
public enum Interpolation {
  /** The nearest pixel's value. */
  NEAREST(0, distance -> 0),
  /** The mean of the nearest pixels on both sides, weighted by their nearness. */
  BILINEAR(1, distance -> 1 - distance),
  /** A cubic function of two pixels on both sides (Keys 1981). */
  BICUBIC(2, Interpolation::cubic),
  /** Lanczos' window of three pixels on both sides. */
  LANCZOS3(3, distance -> lanczos(3, distance)),
  /** Lanczos' window of five pixels on both sides. */
  LANCZOS5(5, distance -> lanczos(5, distance)),
  /** The mean of what a pixel covers. */
  AREA(0, distance -> 0);

  /** TensorFlow looks a cubic function up in a table with so many places between two pixels. */
  private static final int CUBIC_TABLE = 1024;

  private final int radius;

  @SuppressWarnings("Immutable") // The functions hold nothing.
  private final DoubleUnaryOperator share;

  Interpolation(int radius, DoubleUnaryOperator share) {
    this.radius = radius;
    this.share = share;
  }

  private static double cubic(double distance) {
    return distance < 1
        ? (1.5 * distance - 2.5) * distance * distance + 1
        : ((-0.5 * distance + 2.5) * distance - 4) * distance + 2;
  }

  private static double lanczos(int radius, double distance) {
    double angle = Math.PI * distance;
    return distance <= 1e-3
        ? 1
        : radius * Math.sin(angle) * Math.sin(angle / radius) / (angle * angle);
  }

  /**
   * The share of each pixel of a line in each pixel of a longer or shorter one, as TensorFlow has
   * them: {@code [to][from]}. Pixels are squares, so their centres lie half a pixel inside.
   *
   * @param antialias whether a pixel of a shorter line is of all pixels that it covers
   */
  float[][] shares(int from, int to, boolean antialias) {
    float[][] shares = new float[to][from];
    float scale = (float) from / to;
    for (int i = 0; i < to; i++) {
      switch (this) {
        case NEAREST -> shares[i][Math.min((int) ((i + 0.5f) * scale), from - 1)] = 1;
        case AREA -> cover(shares[i], i * scale, (i + 1) * scale);
        default -> {
          float centre = (i + 0.5f) * scale;
          boolean tabled = this == BICUBIC && !antialias;
          weigh(shares[i], tabled ? tabled(centre) : centre, antialias ? Math.max(scale, 1) : 1);
        }
      }
    }
    return shares;
  }

  private static void cover(float[] shares, float begin, float end) {
    for (int k = (int) begin; k < Math.min(end, shares.length); k++) {
      shares[k] = (Math.min(k + 1, end) - Math.max(k, begin)) / (end - begin);
    }
  }

  private void weigh(float[] shares, double centre, float width) {
    double sum = 0;
    double[] weights = new double[shares.length];
    for (int k = 0; k < weights.length; k++) {
      double distance = Math.abs(k + 0.5 - centre) / width;
      weights[k] = distance < radius ? share.applyAsDouble(distance) : 0;
      sum += weights[k];
    }
    for (int k = 0; k < weights.length; k++) {
      shares[k] = (float) (weights[k] / sum);
    }
  }

  private static double tabled(float centre) {
    float place = centre - 0.5f;
    double below = Math.floor(place);
    return below + Math.rint((place - below) * CUBIC_TABLE) / CUBIC_TABLE + 0.5;
  }

  /**
   * Checks that a layer can look between pixels that are moved at random.
   *
   * @throws IllegalArgumentException if not
   */
  void checkOfTwo(String layer) {
    if (this != NEAREST && this != BILINEAR) {
      throw new IllegalArgumentException(
          "%s interpolates by nearest or bilinear, but got %s.".formatted(layer, Names.of(this)));
    }
  }
}
