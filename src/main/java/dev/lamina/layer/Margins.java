package dev.lamina.layer;

import dev.lamina.spec.AsArray;

/**
 * How many pixels there are at each border of an image.
 *
 * @param top at least 0
 * @param bottom at least 0
 * @param left at least 0
 * @param right at least 0
 */
@AsArray(rows = 2)
public record Margins(int top, int bottom, int left, int right) {

  public Margins {
    if (top < 0 || bottom < 0 || left < 0 || right < 0) {
      throw new IllegalArgumentException(
          "Margins need at least 0 pixels at each border, but got [[%s, %s], [%s, %s]]."
              .formatted(top, bottom, left, right));
    }
  }

  /** As many pixels at each border. */
  public static Margins of(int pixels) {
    return new Margins(pixels, pixels, pixels, pixels);
  }

  /** As many pixels at the top as at the bottom, and as many at the left as at the right. */
  public static Margins of(int vertical, int horizontal) {
    return new Margins(vertical, vertical, horizontal, horizontal);
  }

  @Override
  public String toString() {
    return "[[%s, %s], [%s, %s]]".formatted(top, bottom, left, right);
  }
}
