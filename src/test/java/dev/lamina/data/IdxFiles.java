package dev.lamina.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** Makes small IDX files. */
final class IdxFiles {

  private IdxFiles() {}

  static byte[] idx(int[] lengths, int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * lengths.length + values.length);
    buffer.putInt(0x0800 | lengths.length);
    for (int length : lengths) {
      buffer.putInt(length);
    }
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.array();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(zipped)) {
      stream.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
