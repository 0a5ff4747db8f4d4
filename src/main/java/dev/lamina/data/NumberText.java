package dev.lamina.data;

import org.tensorflow.ndarray.Shape;

/**
 * Writes numbers as nested lists, such as {@code [[0.0], [0.1]]}; long lists show their first and
 * last three members.
 */
final class NumberText {

  private static final int LONGEST = 10;
  private static final int EDGE = 3;

  private final Shape shape;
  private final float[] values;
  private final StringBuilder text = new StringBuilder();

  private NumberText(Shape shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** Writes the row-major {@code values} of {@code shape}. */
  static String of(Shape shape, float[] values) {
    NumberText writer = new NumberText(shape, values);
    writer.write(0, 0, values.length);
    return writer.text.toString();
  }

  /** Writes x and y with their shapes, such as {@code x [2] = [0.0, 0.1], y [1] = [1.0]}. */
  static String of(Shape xShape, float[] x, Shape yShape, float[] y) {
    return "x " + xShape + " = " + of(xShape, x) + ", y " + yShape + " = " + of(yShape, y);
  }

  private void write(int axis, int from, int width) {
    if (axis == shape.numDimensions()) {
      text.append(values[from]);
      return;
    }
    int length = Math.toIntExact(shape.get(axis));
    int step = length == 0 ? 0 : width / length;
    text.append('[');
    for (int i = 0; i < length; i++) {
      if (i > 0) {
        text.append(", ");
      }
      if (length > LONGEST && i == EDGE) {
        text.append("..., ");
        i = length - EDGE;
      }
      write(axis + 1, from + i * step, step);
    }
    text.append(']');
  }
}
