package dev.lamina.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A type of {@link Values}, by the name that it has in TensorFlow. */
public enum ValueType {
  /** Java's {@code float}. */
  FLOAT32(float.class, Float.class),
  /** Java's {@code double}. */
  FLOAT64(double.class, Double.class),
  /** Java's {@code int}. */
  INT32(int.class, Integer.class),
  /** Java's {@code long}. */
  INT64(long.class, Long.class),
  /** Java's {@code byte} with the same bits: 200 is {@code (byte) 200}, which Java shows as -56. */
  UINT8(byte.class, Byte.class),
  /** Java's {@code boolean}. */
  BOOL(boolean.class, Boolean.class),
  /**
   * Java's {@code String}, in TensorFlow the bytes of its UTF-8; or any bytes, as {@link
   * Values#ofBytes} gives them.
   */
  STRING(String.class, String.class);

  private final Class<?> element;
  private final Class<?> boxed;

  ValueType(Class<?> element, Class<?> boxed) {
    this.element = element;
    this.boxed = boxed;
  }

  /** The Java type of one value: {@code float}, {@code String}. */
  public Class<?> element() {
    return element;
  }

  /** The type of that name, if Lamina has it: {@code float32}. */
  public static Optional<ValueType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.toString().equals(name)).findFirst();
  }

  /**
   * The type that holds all values of TensorFlow's type of that name, if there is one: that type
   * itself, float32 for half and bfloat16, int32 for int8, int16 and uint16, int64 for uint32.
   */
  public static Optional<ValueType> holding(String name) {
    return switch (name) {
      case "half", "bfloat16" -> Optional.of(FLOAT32);
      case "int8", "int16", "uint16" -> Optional.of(INT32);
      case "uint32" -> Optional.of(INT64);
      default -> named(name);
    };
  }

  /** The type whose values are of this Java type, primitive or boxed. */
  static Optional<ValueType> of(Class<?> element) {
    return Arrays.stream(values())
        .filter(type -> type.element.equals(element) || type.boxed.equals(element))
        .findFirst();
  }

  /** The name in TensorFlow: {@code float32}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
