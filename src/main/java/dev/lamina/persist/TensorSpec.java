package dev.lamina.persist;

import dev.lamina.data.Values;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.tensorflow.ndarray.Shape;

/**
 * An input or an output of a signature.
 *
 * @param name by which it is given or found
 * @param type TensorFlow's name of it, such as {@code float32}; not every one is a {@link
 *     dev.lamina.data.ValueType}
 * @param shape with {@link Shape#UNKNOWN_SIZE} where any size will do; of an unknown number of
 *     dimensions if any rank will do
 */
public record TensorSpec(String name, String type, Shape shape) {

  /** Whether the values have this type. */
  boolean hasTypeOf(Values values) {
    return values.type().toString().equals(type);
  }

  /** Whether the values have this shape. */
  boolean hasShapeOf(Values values) {
    return shape.isCompatibleWith(values.shape());
  }

  /** {@code input: float32 [?, 784]}. */
  @Override
  public String toString() {
    return "%s: %s %s".formatted(name, type, sizes());
  }

  /** The shape as one reads it: {@code [?, 784]}, or {@code any}. */
  public String sizes() {
    if (shape.isUnknown()) {
      return "any";
    }
    return Arrays.stream(shape.asArray())
        .mapToObj(size -> size == Shape.UNKNOWN_SIZE ? "?" : String.valueOf(size))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
