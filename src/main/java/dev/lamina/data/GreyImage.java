package dev.lamina.data;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A picture of one number for each pixel.
 *
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 * @param pixels row by row, from 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record GreyImage(int height, int width, float[] pixels) {

  /** How light a picture is to the eye (ITU-R BT.601). */
  static GreyImage luminance(BufferedImage image) {
    return of(
        image, rgb -> (0.299 * byteOf(rgb, 16) + 0.587 * byteOf(rgb, 8) + 0.114 * byteOf(rgb, 0)));
  }

  /** How opaque a picture is. */
  static GreyImage opacity(BufferedImage image) {
    return of(image, argb -> byteOf(argb, 24));
  }

  /** Red, green and blue. */
  static List<GreyImage> channels(BufferedImage image) {
    return Stream.of(16, 8, 0).map(shift -> of(image, rgb -> byteOf(rgb, shift))).toList();
  }

  private static int byteOf(int argb, int shift) {
    return argb >>> shift & 0xff;
  }

  private static GreyImage of(BufferedImage image, IntToDoubleFunction byteOfPixel) {
    int width = image.getWidth();
    int[] argb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    float[] pixels = new float[argb.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) byteOfPixel.applyAsDouble(argb[i]) / 255;
    }
    return new GreyImage(image.getHeight(), width, pixels);
  }

  float at(int row, int column) {
    return pixels[row * width + column];
  }

  /** The largest number. */
  float largest() {
    return (float) IntStream.range(0, pixels.length).mapToDouble(i -> pixels[i]).max().orElse(0);
  }

  /** The median of the pixels at the four borders. */
  float borderMedian() {
    double[] border =
        IntStream.range(0, pixels.length)
            .filter(i -> i % width == 0 || i % width == width - 1 || isAtEdge(i / width))
            .mapToDouble(i -> pixels[i])
            .sorted()
            .toArray();
    return (float) border[border.length / 2];
  }

  private boolean isAtEdge(int row) {
    return row == 0 || row == height - 1;
  }

  /** The same picture with another number for each pixel. */
  GreyImage map(IntToDoubleFunction pixel) {
    float[] mapped = new float[pixels.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = (float) pixel.applyAsDouble(i);
    }
    return new GreyImage(height, width, mapped);
  }

  /** The part that begins at a pixel, with zeros where it reaches beyond the picture. */
  GreyImage window(int top, int left, int newHeight, int newWidth) {
    float[] part = new float[newHeight * newWidth];
    for (int i = 0; i < part.length; i++) {
      int row = top + i / newWidth;
      int column = left + i % newWidth;
      if (row >= 0 && row < height && column >= 0 && column < width) {
        part[i] = at(row, column);
      }
    }
    return new GreyImage(newHeight, newWidth, part);
  }

  /**
   * The picture in another size. Each new pixel is a mean of those around its place, weighted by
   * their nearness, over as much of the old picture as the new pixel covers and its neighbours.
   */
  GreyImage resize(int newHeight, int newWidth) {
    return resizeRows(newHeight).transpose().resizeRows(newWidth).transpose();
  }

  private GreyImage resizeRows(int newHeight) {
    if (newHeight == height) {
      return this;
    }
    double scale = (double) height / newHeight;
    double reach = Math.max(scale, 1);
    float[] resized = new float[newHeight * width];
    for (int row = 0; row < newHeight; row++) {
      double centre = (row + 0.5) * scale - 0.5;
      int first = Math.max(0, (int) Math.ceil(centre - reach));
      int last = Math.min(height - 1, (int) Math.floor(centre + reach));
      double sum = 0;
      for (int from = first; from <= last; from++) {
        sum += 1 - Math.abs(from - centre) / reach;
      }
      for (int from = first; from <= last; from++) {
        double share = (1 - Math.abs(from - centre) / reach) / sum;
        for (int column = 0; column < width; column++) {
          resized[row * width + column] += (float) (share * at(from, column));
        }
      }
    }
    return new GreyImage(newHeight, width, resized);
  }

  private GreyImage transpose() {
    float[] transposed = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      transposed[i % width * height + i / width] = pixels[i];
    }
    return new GreyImage(width, height, transposed);
  }
}
