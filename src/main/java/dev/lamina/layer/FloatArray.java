package dev.lamina.layer;

import java.util.Arrays;
import org.tensorflow.ndarray.Shape;

/**
 * The numbers of a weight, or of something else that has a name, and their shape.
 *
 * <p>The numbers are handed over, not copied.
 *
 * @param shape known in all its sizes
 * @param values row-major, as many as the shape has
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by their values.
public record FloatArray(Shape shape, float[] values) {

  public FloatArray {
    if (shape.size() != values.length) {
      throw new IllegalArgumentException(
          "An array of shape %s has %s values, but got %s."
              .formatted(Arrays.toString(shape.asArray()), shape.size(), values.length));
    }
  }

  /** The same numbers in an array of their own. */
  public FloatArray copy() {
    return new FloatArray(shape, values.clone());
  }

  /**
   * The numbers row by row, as those of a matrix such as a dense layer's kernel.
   *
   * @throws IllegalStateException if there are not two axes
   */
  public float[][] toArray2D() {
    if (shape.numDimensions() != 2) {
      throw new IllegalStateException("%s is no matrix; take its values().".formatted(this));
    }
    int width = Math.toIntExact(shape.get(1));
    float[][] rows = new float[Math.toIntExact(shape.get(0))][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * width, (i + 1) * width));
    return rows;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatArray that
        && shape.equals(that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "float" + Arrays.toString(shape.asArray());
  }
}
