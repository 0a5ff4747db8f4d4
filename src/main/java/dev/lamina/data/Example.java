package dev.lamina.data;

import java.util.Arrays;
import java.util.Objects;
import org.tensorflow.ndarray.Shape;

/**
 * One example: its input numbers x and its target numbers y, in row-major order.
 *
 * <p>The arrays are handed over, not copied. An example that a {@link Dataset} gives is a copy of
 * its own: writing to its arrays changes nothing in the data set.
 *
 * @param xShape the shape of x, without a batch axis
 * @param x the input numbers, as many as {@code xShape} holds
 * @param yShape the shape of y, without a batch axis; {@code [0]} if there is no target
 * @param y the target numbers, as many as {@code yShape} holds
 */
// Equality, hash and text below look into the arrays, which is what the check asks for.
@SuppressWarnings("ArrayRecordComponent")
public record Example(Shape xShape, float[] x, Shape yShape, float[] y) {

  /**
   * Checks that the numbers fill the shapes.
   *
   * @throws IllegalArgumentException if they do not
   */
  public Example {
    checkFills("x", xShape, x);
    checkFills("y", yShape, y);
  }

  /** Checks that {@code values} fill {@code shape}; {@code what} is its name in the error. */
  static void checkFills(String what, Shape shape, float[] values) {
    int width = width(what, shape);
    if (values.length != width) {
      throw new IllegalArgumentException(
          what + " of shape " + shape + " takes " + width + " values, but got " + values.length);
    }
  }

  /** How many numbers a shape holds; {@code what} is its name in the error. */
  static int width(String what, Shape shape) {
    if (shape.hasUnknownDimension()) {
      throw new IllegalArgumentException(
          what + " needs a shape of known dimensions, but got " + shape + "; give every dimension");
    }
    try {
      long width = 1;
      for (long dimension : shape.asArray()) {
        if (dimension < 0) {
          throw new IllegalArgumentException(
              what + " needs a shape of dimensions of at least 0, but got " + shape);
        }
        width = Math.multiplyExact(width, dimension);
      }
      return Math.toIntExact(width);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s of shape %s holds more numbers than a Java array; use smaller examples"
              .formatted(what, shape),
          e);
    }
  }

  /** Reads one row of a source into arrays of its own. */
  static Example read(Source source, int row) {
    float[] x = new float[width("x", source.xShape())];
    float[] y = new float[width("y", source.yShape())];
    source.x(row, x, 0);
    source.y(row, y, 0);
    return new Example(source.xShape(), x, source.yShape(), y);
  }

  /** Returns this example with other input numbers of the same shape. */
  public Example withX(float... newX) {
    return new Example(xShape, newX, yShape, y);
  }

  /** Returns this example with other target numbers of the same shape. */
  public Example withY(float... newY) {
    return new Example(xShape, x, yShape, newY);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Example that
        && xShape.equals(that.xShape)
        && yShape.equals(that.yShape)
        && Arrays.equals(x, that.x)
        && Arrays.equals(y, that.y);
  }

  @Override
  public int hashCode() {
    return Objects.hash(xShape, yShape, Arrays.hashCode(x), Arrays.hashCode(y));
  }

  /**
   * Returns one line such as {@code x [2] = [0.0, 0.1], y [1] = [1.0]}; long lists are shortened.
   */
  @Override
  public String toString() {
    return NumberText.of(xShape, x, yShape, y);
  }
}
