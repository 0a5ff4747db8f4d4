package dev.lamina.persist;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;

/** The float types of safetensors files, by their names there. */
enum FloatType {
  F64(Double.BYTES),
  F32(Float.BYTES),
  F16(Short.BYTES),
  BF16(Short.BYTES);

  private final int bytes;

  FloatType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** The type of this name, if it is one. */
  static Optional<FloatType> named(String name) {
    return Stream.of(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  private float next(ByteBuffer buffer) {
    return switch (this) {
      case F64 -> (float) buffer.getDouble();
      case F32 -> buffer.getFloat();
      case F16 -> half(buffer.getShort());
      case BF16 -> Float.intBitsToFloat(buffer.getShort() << 16);
    };
  }

  /** All numbers of a buffer, little-endian. */
  float[] floats(ByteBuffer buffer) {
    float[] values = new float[buffer.remaining() / bytes];
    for (int i = 0; i < values.length; i++) {
      values[i] = next(buffer);
    }
    return values;
  }

  /** A number with 1 bit of sign, 5 of exponent and 10 of fraction. */
  private static float half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float size =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
        };
    return bits < 0 ? -size : size;
  }
}
