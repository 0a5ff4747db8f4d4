package dev.lamina.data;

import dev.lamina.io.AtomicFile;
import dev.lamina.io.Limits;
import dev.lamina.text.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.layout.DataLayouts;

/**
 * One array in NumPy's own format: a magic number, a version, the length of a header, the header as
 * a dictionary of Python, then the elements.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 */
final class NpyArray {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final int LONGEST_HEADER = 1 << 16;

  /** How many elements are moved at once. */
  private static final int BLOCK = 1 << 14;

  /** The types by NumPy's names: a letter, and how many bytes an element takes. */
  private static final Map<String, ValueType> TYPES =
      new TreeMap<>(
          Map.of(
              "b1", ValueType.BOOL,
              "f2", ValueType.FLOAT32,
              "f4", ValueType.FLOAT32,
              "f8", ValueType.FLOAT64,
              "i4", ValueType.INT32,
              "i8", ValueType.INT64,
              "u1", ValueType.UINT8));

  private static final String HALF = "f2";

  private static final Pattern HEADER =
      Pattern.compile(
          "\\{(?=.*'descr': *'(?<descr>[^']*)')(?=.*'fortran_order': *(?<fortran>True|False))"
              + "(?=.*'shape': *\\((?<shape>(?:[0-9]{1,18}(?![0-9])L?,? *){0,64}+)\\)).*\\}\\s*");

  private NpyArray() {}

  /**
   * Reads an array.
   *
   * @param place the name of the file, for messages
   * @param bytes how many there may be
   * @throws DataException if it is damaged or of another type
   */
  static Values read(String place, InputStream stream, long bytes) throws IOException {
    Matcher header = header(place, stream);
    String descr = header.group("descr");
    String code = descr.replaceFirst("^[<>|=]", "");
    ValueType type = TYPES.get(code);
    if (type == null) {
      throw new DataException(unread(place, descr));
    }
    long[] sizes =
        Stream.of(header.group("shape").split("[L, ]+", -1))
            .filter(size -> !size.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    int count = Limits.elements(sizes);
    int width = width(code);
    if (count < 0 || (long) count * width > bytes) {
      throw damaged(
          place,
          "%s elements of %s bytes each, but there are %s bytes"
              .formatted(Arrays.toString(sizes), width, bytes));
    }
    Object flat = Array.newInstance(type.element(), count);
    ByteBuffer block =
        ByteBuffer.wrap(new byte[BLOCK * width])
            .order(descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < count; at += BLOCK) {
      int now = Math.min(BLOCK, count - at);
      if (stream.readNBytes(block.array(), 0, now * width) < now * width) {
        throw damaged(place, "%s elements, but it ends before".formatted(count));
      }
      get(block.clear(), code, flat, at, now);
    }
    boolean fortran = header.group("fortran").equals("True");
    return new Values(type, Shape.of(sizes), fortran ? rowMajor(flat, sizes, type) : flat);
  }

  private static int width(String code) {
    return code.charAt(1) - '0';
  }

  private static void get(ByteBuffer from, String code, Object into, int at, int count) {
    if (into instanceof float[] floats && code.equals(HALF)) {
      short[] halves = new short[count];
      from.asShortBuffer().get(halves);
      DataLayouts.FLOAT16.applyTo(DataBuffers.of(halves)).read(floats, at, count);
    } else if (into instanceof float[] floats) {
      from.asFloatBuffer().get(floats, at, count);
    } else if (into instanceof double[] doubles) {
      from.asDoubleBuffer().get(doubles, at, count);
    } else if (into instanceof int[] ints) {
      from.asIntBuffer().get(ints, at, count);
    } else if (into instanceof long[] longs) {
      from.asLongBuffer().get(longs, at, count);
    } else if (into instanceof byte[] bytes) {
      from.get(bytes, at, count);
    } else if (into instanceof boolean[] booleans) {
      for (int i = 0; i < count; i++) {
        booleans[at + i] = from.get(i) != 0;
      }
    }
  }

  private static Matcher header(String place, InputStream stream) throws IOException {
    byte[] start = stream.readNBytes(MAGIC.length + 2);
    if (start.length < MAGIC.length + 2 || !Arrays.equals(MAGIC, Arrays.copyOf(start, 6))) {
      throw new DataException(
          "%s is no array of NumPy; write one by numpy.save(\"name.npy\", array)."
              .formatted(place));
    }
    int version = start[MAGIC.length];
    if (version < 1 || version > 3) {
      throw new DataException(
          "%s has NumPy's format %s, but only 1 to 3 are known.".formatted(place, version));
    }
    byte[] length = Arrays.copyOf(stream.readNBytes(version == 1 ? 2 : 4), 4);
    int bytes = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
    byte[] header = stream.readNBytes(Math.max(0, Math.min(bytes, LONGEST_HEADER)));
    String text = new String(header, StandardCharsets.UTF_8);
    Matcher matcher = HEADER.matcher(text);
    if (matcher.matches()) {
      return matcher;
    }
    if (text.contains("'descr': [")) {
      throw new DataException(unread(place, "records of several fields"));
    }
    throw damaged(
        place,
        "a header of type, order and shape, but has \"%s\""
            .formatted(Messages.shortened(text.strip())));
  }

  private static String unread(String place, String type) {
    return type.endsWith("O")
        ? "%s holds Python's objects, which are not read since they can run programs; save an array of numbers, such as array.astype(\"float32\")."
            .formatted(place)
        : "%s holds elements of the type %s, but only %s are read; convert them by astype."
            .formatted(place, type, String.join(", ", TYPES.keySet()));
  }

  private static DataException damaged(String place, String problem) {
    return new DataException("%s is damaged: it should have %s.".formatted(place, problem));
  }

  /** Elements whose first index counts fastest, in the order in which the last one does. */
  private static Object rowMajor(Object columnMajor, long[] sizes, ValueType type) {
    int count = Array.getLength(columnMajor);
    Object rows = Array.newInstance(type.element(), count);
    long[] index = new long[sizes.length];
    for (int to = 0; to < count; to++) {
      long from = 0;
      for (int axis = sizes.length - 1; axis >= 0; axis--) {
        from = from * sizes[axis] + index[axis];
      }
      System.arraycopy(columnMajor, (int) from, rows, to, 1);
      for (int axis = sizes.length - 1; axis >= 0 && ++index[axis] == sizes[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return rows;
  }

  /**
   * @throws IllegalArgumentException if the values cannot be written
   */
  static void check(Values values) {
    if (values.type() == ValueType.STRING) {
      throw new IllegalArgumentException(
          "NumPy's files take numbers and booleans, but got %s.".formatted(values));
    }
  }

  /** Writes an array, row-major and little-endian, in version 1 of the format. */
  static void write(Values values, WritableByteChannel channel) throws IOException {
    String code = code(values.type());
    int width = width(code);
    String sizes = Arrays.toString(values.shape().asArray()).replaceAll("[\\[\\]]", "");
    String shape = values.shape().numDimensions() == 1 ? sizes + "," : sizes;
    String header =
        "{'descr': '%s%s', 'fortran_order': False, 'shape': (%s), }"
            .formatted(width == 1 ? "|" : "<", code, shape);
    int start = MAGIC.length + 4;
    int padding = ALIGNMENT - 1 - (start + header.length()) % ALIGNMENT;
    ByteBuffer first =
        ByteBuffer.allocate(start + header.length() + padding + 1).order(ByteOrder.LITTLE_ENDIAN);
    first.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (header.length() + padding + 1));
    first.put((header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
    AtomicFile.writeAll(channel, first.flip());
    ByteBuffer block = ByteBuffer.allocate(BLOCK * width).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < values.size(); at += BLOCK) {
      int now = Math.min(BLOCK, values.size() - at);
      values.put(at, now, block.clear());
      AtomicFile.writeAll(channel, block.clear().limit(now * width));
    }
  }

  private static String code(ValueType type) {
    return TYPES.keySet().stream()
        .filter(code -> type == TYPES.get(code) && !code.equals(HALF))
        .findFirst()
        .orElseThrow();
  }
}
