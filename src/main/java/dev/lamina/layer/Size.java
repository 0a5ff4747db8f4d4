package dev.lamina.layer;

import dev.lamina.spec.AsArray;
import java.util.List;

/**
 * A size in the plane of an image.
 *
 * @param height at least 1
 * @param width at least 1
 */
@AsArray
public record Size(int height, int width) {

  public Size {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "A size needs a height and a width of at least 1, but got %sx%s."
              .formatted(height, width));
    }
  }

  /** A square. */
  public static Size of(int side) {
    return new Size(side, side);
  }

  /** A rectangle. */
  public static Size of(int height, int width) {
    return new Size(height, width);
  }

  /** As TensorFlow's ops of images take it: {@code [1, height, width, 1]}. */
  List<Long> axes() {
    return List.of(1L, (long) height, (long) width, 1L);
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
