package dev.lamina.data;

import java.util.Arrays;
import java.util.Objects;
import org.tensorflow.ndarray.Shape;

/**
 * Some examples side by side: their input numbers x and their target numbers y, in row-major order.
 *
 * <p>The arrays are handed over, not copied. A batch that {@link Batches} give is a copy of its
 * own.
 *
 * @param xShape the shape of x, {@code [batch, ...]}
 * @param x the input numbers, as many as {@code xShape} holds
 * @param yShape the shape of y, {@code [batch, ...]}
 * @param y the target numbers, as many as {@code yShape} holds
 */
// Equality, hash and text below look into the arrays, which is what the check asks for.
@SuppressWarnings("ArrayRecordComponent")
public record Batch(Shape xShape, float[] x, Shape yShape, float[] y) {

  /**
   * Checks that the numbers fill the shapes and that both shapes have the same batch axis.
   *
   * @throws IllegalArgumentException if they do not
   */
  public Batch {
    Example.checkFills("x", xShape, x);
    Example.checkFills("y", yShape, y);
    if (xShape.isScalar() || yShape.isScalar() || xShape.get(0) != yShape.get(0)) {
      throw new IllegalArgumentException(
          "x and y of a batch need the same first dimension, but got " + xShape + " and " + yShape);
    }
  }

  /** Returns the number of examples in this batch. */
  public int size() {
    return Math.toIntExact(xShape.get(0));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Batch that
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
   * Returns one line such as {@code x [2, 1] = [[0.0], [0.1]], y [2, 1] = [[1.0], [2.0]]}; long
   * lists are shortened.
   */
  @Override
  public String toString() {
    return NumberText.of(xShape, x, yShape, y);
  }
}
