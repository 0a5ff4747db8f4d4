package dev.lamina.data;

import org.tensorflow.ndarray.Shape;

/** The checks on shapes that this package needs. */
final class Shapes {

  private Shapes() {}

  /** Returns how many numbers a shape holds; {@code what} is its name in the error. */
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

  /** Returns how many numbers x of an example holds, which must be one at least. */
  static int inputWidth(Shape shape) {
    int width = width("x", shape);
    if (width == 0) {
      throw new IllegalArgumentException(
          "x of an example needs at least 1 value, but its shape is %s; give it some"
              .formatted(shape));
    }
    return width;
  }

  /** Checks that {@code values} fill {@code shape}. */
  static void checkFills(String what, Shape shape, float[] values) {
    int width = width(what, shape);
    if (values.length != width) {
      throw new IllegalArgumentException(
          what + " of shape " + shape + " takes " + width + " values, but got " + values.length);
    }
  }
}
