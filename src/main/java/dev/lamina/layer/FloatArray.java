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
