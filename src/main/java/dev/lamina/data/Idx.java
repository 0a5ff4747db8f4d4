package dev.lamina.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.tensorflow.ndarray.Shape;

/**
 * The content of an IDX file of unsigned bytes: rows of one shape.
 *
 * <p>The file starts with two zero bytes, the type (8 for unsigned bytes) and the number of axes;
 * then come each axis's length in four bytes, the highest first, and the values in row-major order.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Idx(String name, Shape shape, byte[] bytes, int start) {

  private static final int UNSIGNED_BYTES = 0x08;
  private static final int WORD = 4;
  private static final float WHITE = 255f;
  private static final short GZIP = 0x1f8b;
  private static final int BUFFER = 1 << 16;

  /** Reads a file, gzipped or not. */
  static Idx read(Path file) {
    return parse(file.toString(), unzipped(file));
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
          String.format(Locale.ROOT, "0x%08x", magic));
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

  private int rows() {
    return Math.toIntExact(shape.get(0));
  }

  /**
   * Labelled images, kept as bytes: x the bytes of an image divided by 255, y its label.
   *
   * @throws DataException if the two files do not belong together
   */
  static Source labelled(Idx images, Idx labels) {
    checkAxes(images, images.shape.numDimensions() > 1, "images, which have 2 axes or more");
    checkAxes(labels, labels.shape.numDimensions() == 1, "labels, which have 1 axis");
    if (images.rows() != labels.rows()) {
      throw new DataException(
          "%s holds %s images, but %s holds %s labels; give two files of the same examples"
              .formatted(images.name, images.rows(), labels.name, labels.rows()));
    }
    int width = Math.toIntExact(images.shape.tail().size());
    return new FunctionSource(
        images.rows(),
        Shape.of(width),
        Shape.of(1),
        (row, into, offset) -> {
          for (int i = 0; i < width; i++) {
            into[offset + i] = images.value(row * width + i) / WHITE;
          }
        },
        (row, into, offset) -> into[offset] = labels.value(row));
  }

  private static void checkAxes(Idx file, boolean fits, String expected) {
    if (!fits) {
      throw new DataException(
          ("%s should hold %s, but its shape is %s; check that the files of images and labels are "
                  + "not swapped")
              .formatted(file.name, expected, file.shape));
    }
  }

  /** A value by its place in row-major order, from 0 to 255. */
  private int value(int place) {
    return bytes[start + place] & 0xff;
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

  /** Reads what is in a file, unzipped if it is gzipped. */
  static byte[] unzipped(Path file) {
    try {
      return unzipped(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new DataException(file + " does not exist; check the folder and the file's name", e);
    } catch (IOException e) {
      throw new DataException(file + " cannot be read (" + e + "); fetch it again", e);
    }
  }

  /** Unzips bytes if their first two say that they are gzipped. */
  static byte[] unzipped(byte[] raw) throws IOException {
    if (raw.length < Short.BYTES || ByteBuffer.wrap(raw).getShort() != GZIP) {
      return raw;
    }
    try (GZIPInputStream zipped = new GZIPInputStream(new ByteArrayInputStream(raw), BUFFER)) {
      return zipped.readAllBytes();
    }
  }
}
