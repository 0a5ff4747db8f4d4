package dev.lamina.data;

import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A picture of one number for each pixel.
 *
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 * @param pixels row by row, from 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record GreyImage(int height, int width, float[] pixels) {

  private static final int LARGE = 1 << 24;

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
   * The picture as it is to be seen.
   *
   * @param orientation how it is stored, 1 to 8, as EXIF counts
   */
  GreyImage upright(int orientation) {
    if (orientation == 1) {
      return this;
    }
    GreyImage turned = orientation >= 5 ? transpose() : this;
    boolean left = Set.of(2, 3, 6, 7).contains(orientation);
    boolean down = Set.of(3, 4, 7, 8).contains(orientation);
    return turned.map(
        i -> {
          int row = i / turned.width;
          int column = i % turned.width;
          return turned.at(
              down ? turned.height - 1 - row : row, left ? turned.width - 1 - column : column);
        });
  }

  /** The picture in another size. */
  GreyImage resize(int newHeight, int newWidth, ResizeMethod method) {
    // What is flat and wide would be very large between, if its rows came first.
    return (long) newHeight * width > Math.max(pixels.length, LARGE)
        ? transpose().resizeRows(newWidth, method).transpose().resizeRows(newHeight, method)
        : resizeRows(newHeight, method).transpose().resizeRows(newWidth, method).transpose();
  }

  private GreyImage resizeRows(int newHeight, ResizeMethod method) {
    if (newHeight == height) {
      return this;
    }
    double scale = (double) height / newHeight;
    double reach = method == ResizeMethod.ANTIALIAS ? Math.max(scale, 1) : 1;
    float[] resized = new float[newHeight * width];
    for (int row = 0; row < newHeight; row++) {
      double centre = (row + 0.5) * scale - 0.5;
      if (method == ResizeMethod.NEAREST) {
        centre = Math.floor((row + 0.5) * scale);
      }
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
