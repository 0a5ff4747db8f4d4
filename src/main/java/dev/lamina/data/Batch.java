package dev.lamina.data;

import dev.lamina.network.Parts;
import java.util.Arrays;
import java.util.Objects;
import org.tensorflow.ndarray.Shape;

/**
 * Some examples side by side: their input numbers x and their target numbers y, in row-major order,
 * an example's parts one after the other.
 *
 * <p>The arrays are handed over, not copied. A batch that {@link Batches} give is a copy of its
 * own.
 *
 * @param size how many examples there are
 * @param inputs the parts of one example's x
 * @param x the input numbers, as many as {@code size} examples have
 * @param targets the parts of one example's y
 * @param y the target numbers, as many as {@code size} examples have
 */
// Equality, hash and text below look into the arrays, which is what the check asks for.
@SuppressWarnings("ArrayRecordComponent")
public record Batch(int size, Parts inputs, float[] x, Parts targets, float[] y) {

  /**
   * Checks that the numbers fill the shapes.
   *
   * @throws IllegalArgumentException if they do not
   */
  public Batch {
    Example.checkFills("x", inputs.shape().prepend(size), x);
    Example.checkFills("y", targets.shape().prepend(size), y);
  }

  /**
   * A batch of one x and one y.
   *
   * @param xShape the shape of x, {@code [batch, ...]}
   * @param yShape the shape of y, {@code [batch, ...]}
   * @throws IllegalArgumentException if the two have not the same batch axis, or the numbers do not
   *     fill the shapes
   */
  public Batch(Shape xShape, float[] x, Shape yShape, float[] y) {
    this(size(xShape, yShape), Parts.of("x", xShape.tail()), x, Parts.of("y", yShape.tail()), y);
  }

  private static int size(Shape xShape, Shape yShape) {
    if (xShape.isScalar() || yShape.isScalar() || xShape.get(0) != yShape.get(0)) {
      throw new IllegalArgumentException(
          "x and y of a batch need the same first dimension, but got " + xShape + " and " + yShape);
    }
    return Math.toIntExact(xShape.get(0));
  }

  /** Returns the shape of x, {@code [batch, ...]}; of several parts, {@code [batch, numbers]}. */
  public Shape xShape() {
    return inputs.shape().prepend(size);
  }

  /** Returns the shape of y, {@code [batch, ...]}; of several parts, {@code [batch, numbers]}. */
  public Shape yShape() {
    return targets.shape().prepend(size);
  }

  /**
   * A copy of one part of x, {@code [batch, ...part]}.
   *
   * @throws IllegalArgumentException if there is none of this name; names the nearest
   */
  public float[] x(String name) {
    return NamedParts.part(inputs, x, name);
  }

  /** A copy of one part of y, as {@link #x(String)}. */
  public float[] y(String name) {
    return NamedParts.part(targets, y, name);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Batch that
        && size == that.size
        && inputs.equals(that.inputs)
        && targets.equals(that.targets)
        && Arrays.equals(x, that.x)
        && Arrays.equals(y, that.y);
  }

  @Override
  public int hashCode() {
    return Objects.hash(size, inputs, targets, Arrays.hashCode(x), Arrays.hashCode(y));
  }

  /**
   * Returns one line such as {@code x [2, 1] = [[0.0], [0.1]], y [2, 1] = [[1.0], [2.0]]}; long
   * lists are shortened.
   */
  @Override
  public String toString() {
    return NumberText.of(inputs, x, targets, y, shape -> shape.prepend(size));
  }
}
