package dev.lamina.data;

import dev.lamina.io.Limits;
import dev.lamina.io.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.tensorflow.ndarray.Shape;

/**
 * The content of an IDX file: rows of one shape.
 *
 * <p>The file starts with two zero bytes, the type (8 for unsigned bytes) and the number of axes;
 * then come each axis's length in four bytes, the highest first, and the values in row-major order,
 * the highest byte of each first.
 *
 * @param type of the values
 * @param values in row-major order
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Idx(String name, Shape shape, int type, ByteBuffer values) {

  private static final int UNSIGNED_BYTES = 0x08;

  /** How many bytes a value of each type takes: bytes, shorts, ints, floats and doubles. */
  private static final Map<Integer, Integer> WIDTHS =
      Map.of(UNSIGNED_BYTES, 1, 0x09, 1, 0x0b, 2, 0x0c, 4, 0x0d, 4, 0x0e, 8);

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
    int type = magic >>> 8;
    int width = WIDTHS.getOrDefault(type, 0);
    if (width == 0 || axes == 0) {
      throw damaged(
          name,
          "a magic number 0x0000TTNN of NN axes and a type TT from 08, unsigned bytes, to 0e, doubles",
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
    int left = bytes.length - start;
    int count = Limits.elements(lengths);
    if (left % width > 0 || count < 1 || count != left / width) {
      throw damaged(
          name,
          "the values of the shape " + shape + " that it states",
          left / width + " values" + (left % width > 0 ? " and a part of one" : ""));
    }
    return new Idx(name, shape, type, buffer.slice());
  }

  private int rows() {
    return Math.toIntExact(shape.get(0));
  }

  /**
   * Labelled images, kept as bytes: x the numbers of an image, unsigned bytes divided by 255, y its
   * label.
   *
   * @throws DataException if the two files do not belong together, or, as a row is read, if a whole
   *     number is none that a float holds
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
    float white = images.type == UNSIGNED_BYTES ? WHITE : 1;
    return new FunctionSource(
        images.rows(),
        Shape.of(width),
        Shape.of(1),
        (row, into, offset) -> {
          for (int i = 0; i < width; i++) {
            into[offset + i] = images.value(row * width + i) / white;
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

  /** A value by its place in row-major order. */
  private float value(int place) {
    return switch (type) {
      case UNSIGNED_BYTES -> values.get(place) & 0xff;
      case 0x09 -> values.get(place);
      case 0x0b -> values.getShort(2 * place);
      case 0x0c -> exact(values.getInt(4 * place));
      case 0x0d -> values.getFloat(4 * place);
      default -> (float) values.getDouble(8 * place);
    };
  }

  private float exact(int whole) {
    if ((double) (float) whole != whole) {
      throw new DataException(
          "%s has the number %s, but floats hold whole numbers up to 2^24 alone; scale the numbers"
              .formatted(name, whole));
    }
    return whole;
  }

  private static DataException damaged(String name, String expected, String got) {
    return new DataException(
        "%s is no whole IDX file: expected %s, but got %s; fetch it again"
            .formatted(name, expected, got));
  }

  /** Reads what is in a file, unzipped if it is gzipped. */
  static byte[] unzipped(Path file) {
    return Reading.of(file, DataException::new, () -> unzipped(Files.readAllBytes(file)));
  }

  /** Unzips bytes if their first two say that they are gzipped. */
  static byte[] unzipped(byte[] raw) throws IOException {
    if (raw.length < Short.BYTES || ByteBuffer.wrap(raw).getShort() != GZIP) {
      return raw;
    }
    try (GZIPInputStream zipped = new GZIPInputStream(new ByteArrayInputStream(raw), BUFFER)) {
      return Limits.readAll(zipped, Limits.unpacked());
    }
  }
}
