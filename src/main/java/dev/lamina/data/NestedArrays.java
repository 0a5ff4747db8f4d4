package dev.lamina.data;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/** Moves values between arrays of arrays, of any rank and type, and row-major ones. */
final class NestedArrays {
  private NestedArrays() {}

  /** The lengths of the first array of each rank. */
  static long[] sizes(Object array, int rank) {
    long[] sizes = new long[rank];
    Object level = array;
    for (int axis = 0; axis < rank; axis++) {
      int length = Array.getLength(level);
      sizes[axis] = length;
      if (length == 0) {
        break;
      }
      level = axis == rank - 1 ? level : present(Array.get(level, 0));
    }
    return sizes;
  }

  private static Object present(@Nullable Object part) {
    if (part == null) {
      throw new IllegalArgumentException(
          "Values need an array or a value in every place, but there is a null; fill all places.");
    }
    return part;
  }

  /** Copies a part at some depth to its place in the row-major array. */
  static void copyIn(Object part, Shape shape, int axis, Object flat, int offset) {
    int rank = shape.numDimensions();
    if (rank == 0) {
      Array.set(flat, 0, part);
      return;
    }
    int length = Array.getLength(part);
    if (length != shape.get(axis)) {
      throw new IllegalArgumentException(
          "Values need arrays of equal lengths beside each other, but at rank %s one has %s elements and another %s."
              .formatted(axis + 1, shape.get(axis), length));
    }
    if (axis == rank - 1) {
      if (part instanceof String[] strings) {
        Arrays.stream(strings).forEach(NestedArrays::present);
      }
      System.arraycopy(part, 0, flat, offset, length);
      return;
    }
    int width = Math.toIntExact(shape.takeLast(rank - axis - 1).size());
    for (int i = 0; i < length; i++) {
      copyIn(present(Array.get(part, i)), shape, axis + 1, flat, offset + i * width);
    }
  }

  /** Copies the row-major array from a place on to a part at some depth. */
  static void copyOut(Object flat, int offset, Shape as, int axis, Object part) {
    int length = Array.getLength(part);
    if (axis == as.numDimensions() - 1) {
      System.arraycopy(flat, offset, part, 0, length);
      return;
    }
    int width = Math.toIntExact(as.takeLast(as.numDimensions() - axis - 1).size());
    for (int i = 0; i < length; i++) {
      copyOut(flat, offset + i * width, as, axis + 1, Array.get(part, i));
    }
  }
}
