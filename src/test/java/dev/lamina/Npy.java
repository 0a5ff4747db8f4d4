package dev.lamina;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads NumPy's files of 32-bit floats, version 1.0, from the test resources. */
public final class Npy {
  private static final int HEADER_LENGTH = 8;
  private static final int HEADER = 10;

  private Npy() {}

  /** The row-major values of {@code /reference/<name>.npy}. */
  public static float[] reference(String name) {
    try (InputStream stream = Npy.class.getResourceAsStream("/reference/" + name + ".npy")) {
      if (stream == null) {
        throw new IllegalStateException("no test resource /reference/" + name + ".npy");
      }
      return floats(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[] floats(byte[] file) {
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = Short.toUnsignedInt(buffer.getShort(HEADER_LENGTH));
    String header = new String(file, HEADER, length, StandardCharsets.US_ASCII);
    if (!header.contains("'descr': '<f4', 'fortran_order': False")) {
      throw new IllegalStateException("not row-major 32-bit floats: " + header);
    }
    float[] values = new float[(file.length - HEADER - length) / Float.BYTES];
    buffer
        .position(HEADER + length)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }
}
