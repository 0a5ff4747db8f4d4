package dev.lamina.data;

import dev.lamina.network.Part;
import dev.lamina.network.Parts;
import java.util.Arrays;
import java.util.Objects;
import org.tensorflow.ndarray.Shape;

/**
 * One example: its input numbers x and its target numbers y, in row-major order; each in one part
 * or in several named ones, which lie one after the other.
 *
 * <p>The arrays are handed over, not copied. An example that a {@link Dataset} gives is a copy of
 * its own: writing to its arrays changes nothing in the data set.
 *
 * @param inputs the parts of x, without a batch axis
 * @param x the input numbers, as many as {@code inputs} hold
 * @param targets the parts of y, without a batch axis; one of shape {@code [0]}, or none, if there
 *     is no target
 * @param y the target numbers, as many as {@code targets} hold
 */
// Equality, hash and text below look into the arrays, which is what the check asks for.
@SuppressWarnings("ArrayRecordComponent")
public record Example(Parts inputs, float[] x, Parts targets, float[] y) {

  /**
   * Checks that the numbers fill the shapes.
   *
   * @throws IllegalArgumentException if they do not
   */
  public Example {
    checkFills("x", inputs.shape(), x);
    checkFills("y", targets.shape(), y);
  }

  /**
   * An example of one x and one y.
   *
   * @param xShape the shape of x, without a batch axis
   * @param yShape the shape of y, without a batch axis; {@code [0]} if there is no target
   * @throws IllegalArgumentException if the numbers do not fill the shapes
   */
  public Example(Shape xShape, float[] x, Shape yShape, float[] y) {
    this(Parts.of("x", xShape), x, Parts.of("y", yShape), y);
  }

  /** Checks that {@code values} fill {@code shape}; {@code what} is its name in the error. */
  static void checkFills(String what, Shape shape, float[] values) {
    int width = width(what, shape);
    if (values.length != width) {
      throw new IllegalArgumentException(
          what + " of shape " + shape + " takes " + width + " values, but got " + values.length);
    }
  }

  /** How many numbers all parts hold. */
  static int width(Parts parts) {
    long width = 0;
    for (Part part : parts.list()) {
      width += width(part.name(), part.shape());
    }
    if (width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s hold more numbers than a Java array; use smaller examples".formatted(parts));
    }
    return (int) width;
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

  /** The shape of x; of several parts, that of all their numbers. */
  public Shape xShape() {
    return inputs.shape();
  }

  /** The shape of y; of several parts, that of all their numbers. */
  public Shape yShape() {
    return targets.shape();
  }

  /**
   * A copy of the numbers of one part of x.
   *
   * @throws IllegalArgumentException if there is none of this name; names the nearest
   */
  public float[] x(String name) {
    return NamedParts.part(inputs, x, name);
  }

  /** A copy of the numbers of one part of y, as {@link #x(String)}. */
  public float[] y(String name) {
    return NamedParts.part(targets, y, name);
  }

  /**
   * Returns this example with another x.
   *
   * @throws IllegalArgumentException if the numbers do not fill the shape
   */
  public Example withX(Shape newShape, float... newX) {
    return new Example(Parts.of("x", newShape), newX, targets, y);
  }

  /** Returns this example with other input numbers of the same shape. */
  public Example withX(float... newX) {
    return new Example(inputs, newX, targets, y);
  }

  /** Returns this example with other target numbers of the same shape. */
  public Example withY(float... newY) {
    return new Example(inputs, x, targets, newY);
  }

  /**
   * Returns this example with other numbers of the same shape in one part of x.
   *
   * @throws IllegalArgumentException if there is no part of this name, or it takes more or fewer
   */
  public Example withX(String name, float... numbers) {
    return withX(replaced(inputs, x, name, numbers));
  }

  /**
   * Returns this example with other numbers in one part of y, as {@link #withX(String, float...)}.
   */
  public Example withY(String name, float... numbers) {
    return withY(replaced(targets, y, name, numbers));
  }

  private static float[] replaced(Parts parts, float[] all, String name, float[] numbers) {
    checkFills(name, parts.get(name).shape(), numbers);
    float[] copy = all.clone();
    System.arraycopy(numbers, 0, copy, (int) parts.offset(name), numbers.length);
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Example that
        && inputs.equals(that.inputs)
        && targets.equals(that.targets)
        && Arrays.equals(x, that.x)
        && Arrays.equals(y, that.y);
  }

  @Override
  public int hashCode() {
    return Objects.hash(inputs, targets, Arrays.hashCode(x), Arrays.hashCode(y));
  }

  /**
   * Returns one line such as {@code x [2] = [0.0, 0.1], y [1] = [1.0]}; long lists are shortened.
   */
  @Override
  public String toString() {
    return NumberText.of(inputs, x, targets, y, shape -> shape);
  }
}
