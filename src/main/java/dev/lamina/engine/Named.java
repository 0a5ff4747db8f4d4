package dev.lamina.engine;

import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TType;

/** Takes values from maps that must have them. */
final class Named {
  private Named() {}

  /** The value of a name that the map must have. */
  static <T> T get(Map<String, ? extends T> values, String name) {
    T value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "There is no \"%s\" among %s.".formatted(name, values.keySet()));
    }
    return value;
  }

  /** The operand of a name that the map must have, of the type that the caller knows it to have. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <T extends TType> Operand<T> operand(Map<String, Operand<?>> values, String name) {
    return (Operand<T>) get(values, name);
  }
}
