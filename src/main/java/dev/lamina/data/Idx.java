package dev.lamina.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.tensorflow.ndarray.Shape;

/**
 * The content of an IDX file of unsigned bytes: rows of one shape.
 *
 * <p>The file starts with two zero bytes, the type (8 for unsigned bytes) and the number of axes;
 * then come each axis's length in four bytes, the highest first, and the values in row-major order.
 */
final class Idx {

  private static final int UNSIGNED_BYTES = 0x08;
  private static final int WORD = 4;

  private final String name;
  private final Shape shape;
  private final byte[] bytes;
  private final int start;
  private final int width;

  private Idx(String name, Shape shape, byte[] bytes, int start) {
    this.name = name;
    this.shape = shape;
    this.bytes = bytes;
    this.start = start;
    width = Math.toIntExact(shape.tail().size());
  }

  /** Reads a file, gzipped or not. */
  static Idx read(Path file) {
    return parse(file.toString(), Gzip.read(file));
  }

  /** Reads the bytes of a file; {@code name} is the file's name in errors. */
  static Idx parse(String name, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < WORD) {
      throw damaged(name, "a header of at least 4 bytes", bytes.length + " bytes");
    }
    int magic = buffer.getInt();
    int axes = magic & 0xff;
    if (magic >>> 8 != UNSIGNED_BYTES || axes == 0) {
      throw damaged(
          name,
          "the magic number 0x000008NN of unsigned bytes with NN axes",
          "0x%08x".formatted(magic));
    }
    int start = WORD * (1 + axes);
    if (bytes.length < start) {
      throw damaged(
          name, "a header of " + start + " bytes for " + axes + " axes", bytes.length + " bytes");
    }
    long[] lengths = new long[axes];
    for (int i = 0; i < axes; i++) {
      lengths[i] = buffer.getInt();
    }
    Shape shape = Shape.of(lengths);
    if (!fills(shape, bytes.length - start)) {
      throw damaged(
          name,
          "the values of the shape " + shape + " that it states",
          bytes.length - start + " values");
    }
    return new Idx(name, shape, bytes, start);
  }

  String name() {
    return name;
  }

  /** The shape of the whole file, its first axis the rows. */
  Shape shape() {
    return shape;
  }

  int rows() {
    return Math.toIntExact(shape.get(0));
  }

  /** How many values a row has. */
  int width() {
    return width;
  }

  /** The value at {@code place} of a row, from 0 to 255. */
  int value(int row, int place) {
    return bytes[start + row * width + place] & 0xff;
  }

  private static boolean fills(Shape shape, int values) {
    long size = 1;
    for (long length : shape.asArray()) {
      // The bound keeps the product of any number of lengths from overflowing.
      if (length < 1 || length > values / size) {
        return false;
      }
      size *= length;
    }
    return size == values;
  }

  private static DataException damaged(String name, String expected, String got) {
    return new DataException(
        "%s is no whole IDX file: expected %s, but got %s; fetch it again"
            .formatted(name, expected, got));
  }
}
