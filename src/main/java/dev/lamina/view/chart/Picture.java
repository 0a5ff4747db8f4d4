package dev.lamina.view.chart;

import dev.lamina.view.Png;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;

/**
 * A picture of an example's numbers, or of a node's weights: a pixel for each.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb the pixels row by row, as {@code 0xRRGGBB}
 */
@SuppressWarnings("ArrayRecordComponent") // Carries pixels, is never compared.
public record Picture(int width, int height, int[] rgb) {
  /** How wide and high MNIST's pictures are, whose pixels are often put into a row. */
  private static final int MNIST = 28;

  private static final int MOST_PIXELS_OF_A_SIDE = 4096;
  private static final int FULL = 255;

  /** Positive weights are blue and negative ones orange, which all people tell apart. */
  private static final Color POSITIVE = Color.decode("#0060A8");

  private static final Color NEGATIVE = Color.decode("#D55E00");

  /** A picture of this many pixels. */
  public Picture {
    if (rgb.length != width * height) {
      throw new IllegalArgumentException(
          "A picture of %s x %s needs %s pixels, but got %s."
              .formatted(width, height, width * height, rgb.length));
    }
  }

  /**
   * The shape {@code [height, width, channels]} of the picture that an example is, with 1 channel
   * of grey or 3 of red, green and blue; nothing if it is no picture.
   *
   * @param example {@code [height, width]}, {@code [height, width, channels]}, or {@code [784]} as
   *     MNIST's
   */
  public static Optional<Shape> shapeOf(Shape example) {
    if (example.equals(Shape.of(MNIST * MNIST))) {
      return Optional.of(Shape.of(MNIST, MNIST, 1));
    }
    Shape shape = example.numDimensions() == 2 ? example.append(1) : example;
    boolean isPicture =
        shape.numDimensions() == 3
            && shape.get(0) <= MOST_PIXELS_OF_A_SIDE
            && shape.get(1) <= MOST_PIXELS_OF_A_SIDE
            && (shape.get(2) == 1 || shape.get(2) == 3);
    return isPicture ? Optional.of(shape) : Optional.empty();
  }

  /**
   * A picture as it is seen: of one channel as ink on paper, the least number white and the
   * greatest black; of three channels in its colours.
   *
   * @param shape {@code [height, width, channels]}
   * @param values row by row, the channels of a pixel beside each other
   */
  public static Picture of(Shape shape, float[] values) {
    check(shape, values);
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    float bottom = least;
    float range = most > least ? most - least : 1;
    IntUnaryOperator level = i -> Math.round(FULL * (values[i] - bottom) / range);
    return drawn(
        shape,
        pixel ->
            shape.get(2) == 1
                ? grey(FULL - level.applyAsInt(pixel))
                : rgb(
                    level.applyAsInt(3 * pixel),
                    level.applyAsInt(3 * pixel + 1),
                    level.applyAsInt(3 * pixel + 2)));
  }

  /**
   * A picture of weights: blue above 0, orange below, white at 0.
   *
   * @param shape {@code [height, width, channels]}
   * @param values row by row; of three channels their mean is shown
   * @param strongest the size of the value that is shown in full colour, as those beyond it are
   */
  public static Picture signed(Shape shape, float[] values, float strongest) {
    check(shape, values);
    int channels = (int) shape.get(2);
    return drawn(
        shape,
        pixel -> {
          float sum = 0;
          for (int c = 0; c < channels; c++) {
            sum += values[pixel * channels + c];
          }
          float share = strongest > 0 ? sum / channels / strongest : 0;
          return tint(share < 0 ? NEGATIVE : POSITIVE, Math.min(1, Math.abs(share)));
        });
  }

  private static void check(Shape shape, float[] values) {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          "A picture of %s x %s and %s channels needs %s numbers, but got %s."
              .formatted(shape.get(0), shape.get(1), shape.get(2), shape.size(), values.length));
    }
  }

  private static Picture drawn(Shape shape, IntUnaryOperator pixel) {
    int height = (int) shape.get(0);
    int width = (int) shape.get(1);
    return new Picture(width, height, IntStream.range(0, height * width).map(pixel).toArray());
  }

  private static int grey(int level) {
    return rgb(level, level, level);
  }

  private static int tint(Color full, float share) {
    return rgb(
        Math.round(FULL + share * (full.getRed() - FULL)),
        Math.round(FULL + share * (full.getGreen() - FULL)),
        Math.round(FULL + share * (full.getBlue() - FULL)));
  }

  private static int rgb(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }

  /** The picture with each pixel repeated so many times across and down. */
  BufferedImage image(int scale) {
    BufferedImage image =
        new BufferedImage(scale * width, scale * height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, rgb[y / scale * width + x / scale]);
      }
    }
    return image;
  }

  /** The picture as a PNG file's bytes, with a pixel for each of its own. */
  public byte[] png() {
    return Png.of(image(1));
  }
}
