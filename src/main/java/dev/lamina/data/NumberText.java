package dev.lamina.data;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tensorflow.ndarray.Shape;

/**
 * Writes numbers as nested lists, such as {@code [[0.0], [0.1]]}; long lists show their first and
 * last three members.
 */
final class NumberText {

  private static final int LONGEST = 10;
  private static final int EDGE = 3;

  private NumberText() {}

  /** Writes x and y with their shapes, such as {@code x [2] = [0.0, 0.1], y [1] = [1.0]}. */
  static String of(Shape xShape, float[] x, Shape yShape, float[] y) {
    return "x %s = %s, y %s = %s"
        .formatted(xShape, list(xShape, x, 0, 0), yShape, list(yShape, y, 0, 0));
  }

  /** The part of the row-major {@code values} that begins at an axis and a place. */
  private static String list(Shape shape, float[] values, int axis, int from) {
    if (axis == shape.numDimensions()) {
      return String.valueOf(values[from]);
    }
    int length = Math.toIntExact(shape.get(axis));
    int step = Math.toIntExact(shape.takeLast(shape.numDimensions() - axis - 1).size());
    boolean cut = length > LONGEST;
    return IntStream.range(0, length)
        .filter(i -> !cut || i < EDGE || i >= length - EDGE)
        .mapToObj(
            i ->
                (cut && i == length - EDGE ? "..., " : "")
                    + list(shape, values, axis + 1, from + i * step))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
