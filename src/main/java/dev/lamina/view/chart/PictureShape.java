package dev.lamina.view.chart;

import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/**
 * The shape of numbers that are pixels.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 of grey, or 3 of red, green and blue
 */
public record PictureShape(int height, int width, int channels) {
  /** How wide and high MNIST's pictures are, whose pixels are often put into a row. */
  private static final int MNIST = 28;

  private static final int MOST = 4096;

  /**
   * The pixels that an example of this shape is made of: {@code [height, width]}, {@code [height,
   * width, channels]}, or {@code [784]} as MNIST's; nothing if it is no picture.
   */
  public static Optional<PictureShape> of(Shape shape) {
    if (shape.equals(Shape.of(MNIST * MNIST))) {
      return Optional.of(new PictureShape(MNIST, MNIST, 1));
    }
    int rank = shape.numDimensions();
    if (rank < 2 || rank > 3 || shape.get(0) > MOST || shape.get(1) > MOST) {
      return Optional.empty();
    }
    long channels = rank == 2 ? 1 : shape.get(2);
    return channels == 1 || channels == 3
        ? Optional.of(new PictureShape((int) shape.get(0), (int) shape.get(1), (int) channels))
        : Optional.empty();
  }

  /** How many numbers there are. */
  public int size() {
    return height * width * channels;
  }
}
