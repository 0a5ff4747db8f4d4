package dev.lamina.data;

import dev.lamina.network.Parts;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/**
 * Writes numbers as nested lists, such as {@code [[0.0], [0.1]]}; long lists show their first and
 * last three members.
 */
final class NumberText {

  private static final int LONGEST = 10;
  private static final int EDGE = 3;

  private NumberText() {}

  /**
   * Writes parts with their shapes, such as {@code x [2] = [0.0, 0.1], y [1] = [1.0]}.
   *
   * @param shown the shape of a part of all that is shown, of that of one example
   */
  static String of(Parts inputs, float[] x, Parts targets, float[] y, UnaryOperator<Shape> shown) {
    return Stream.concat(parts(inputs, x, shown), parts(targets, y, shown))
        .collect(Collectors.joining(", "));
  }

  private static Stream<String> parts(Parts parts, float[] all, UnaryOperator<Shape> shown) {
    return parts.list().stream()
        .map(
            part -> {
              Shape shape = shown.apply(part.shape());
              float[] values = NamedParts.part(parts, all, part.name());
              return "%s %s = %s".formatted(part.name(), shape, list(shape, values, 0, 0));
            });
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
