package dev.lamina.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/**
 * Values of one type in a shape of any rank: what goes into a SavedModel and comes out of it.
 *
 * <pre>{@code
 * Values.of(new float[][] {{1, 2}, {3, 4}})        // float32 [2, 2]
 * Values.of(new float[784]).reshape(1, 28, 28)     // float32 [1, 28, 28]
 * Values.of("a word")                              // string []
 * Values.ofBytes(png1, png2)                       // string [2]
 * values.array(float[][].class)
 * }</pre>
 */
public final class Values {
  private static final String JAVA_TYPES = "float, double, int, long, byte, boolean or String";

  private final ValueType type;
  private final Shape shape;

  /** An array of rank 1 of the type's Java type, row-major; of strings their bytes. */
  private final Object flat;

  /** Not copied: the array is handed over. */
  Values(ValueType type, Shape shape, Object flat) {
    this.type = type;
    this.shape = shape;
    this.flat = flat;
  }

  /**
   * Copies an array of arrays, or a single value, of float, double, int, long, byte, boolean or
   * String. Their depth is the rank: {@code float[][]} has rank 2, {@code Float} rank 0.
   *
   * @throws IllegalArgumentException if it is of another type, or arrays beside each other have
   *     different lengths
   */
  public static Values of(Object array) {
    Class<?> element = array.getClass();
    int rank = 0;
    for (; element.isArray(); element = element.getComponentType()) {
      rank++;
    }
    String given = array.getClass().getSimpleName();
    ValueType type =
        ValueType.of(element)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Values are arrays, of any rank, of %s, but got %s."
                            .formatted(JAVA_TYPES, given)));
    if (rank > 0 && !element.equals(type.element())) {
      throw new IllegalArgumentException(
          "Values are arrays, of any rank, of %s, but got %s; give arrays of %s."
              .formatted(JAVA_TYPES, given, type.element()));
    }
    Shape shape = Shape.of(NestedArrays.sizes(array, rank));
    Object flat = Array.newInstance(type.element(), Math.toIntExact(shape.size()));
    NestedArrays.copyIn(array, shape, 0, flat, 0);
    return new Values(type, shape, flat instanceof String[] texts ? utf8(texts) : flat);
  }

  private static byte[][] utf8(String[] texts) {
    return Stream.of(texts).map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new);
  }

  /**
   * Strings that are no texts but bytes, such as encoded pictures or serialized messages, in rank
   * 1: {@code Values.ofBytes(png).reshape()} is a single one. The arrays are copied.
   */
  public static Values ofBytes(byte[]... strings) {
    return new Values(ValueType.STRING, Shape.of(strings.length), copies(strings));
  }

  private static byte[][] copies(byte[][] strings) {
    return Stream.of(strings).map(byte[]::clone).toArray(byte[][]::new);
  }

  /**
   * A copy of the bytes of strings in row-major order.
   *
   * @throws IllegalArgumentException if the values are of another type
   */
  public byte[][] bytes() {
    if (!(flat instanceof byte[][] strings)) {
      throw new IllegalArgumentException(this + " are no strings; take flat or array.");
    }
    return copies(strings);
  }

  /**
   * The same values, row-major, in another shape.
   *
   * @throws IllegalArgumentException if the shape has another number of values
   */
  public Values reshape(long... sizes) {
    Shape other = Shape.of(sizes);
    if (LongStream.of(sizes).anyMatch(size -> size < 0) || other.size() != shape.size()) {
      throw new IllegalArgumentException(
          "%s has %s values, which the shape %s does not hold; give sizes whose product is %s."
              .formatted(this, shape.size(), Arrays.toString(sizes), shape.size()));
    }
    return new Values(type, other, flat);
  }

  /** The type of each value. */
  public ValueType type() {
    return type;
  }

  /** How many values there are along each axis. */
  public Shape shape() {
    return shape;
  }

  /** How many values there are. */
  public int size() {
    return Array.getLength(flat);
  }

  /**
   * A copy in row-major order, whatever the rank: {@code flat(float[].class)}.
   *
   * @throws IllegalArgumentException if the values are of another type, or strings that are no
   *     UTF-8
   */
  public <T> T flat(Class<T> array) {
    return nested(array, Shape.of(shape.size()));
  }

  /**
   * A copy as arrays of arrays, as deep as the rank: {@code array(float[][].class)}. Of rank 0 it
   * is the boxed value: {@code array(Float.class)}.
   *
   * @throws IllegalArgumentException if the values are of another type or rank, or strings that are
   *     no UTF-8
   */
  public <T> T array(Class<T> array) {
    return shape.numDimensions() == 0 ? checked(array, at(0)) : nested(array, shape);
  }

  private <T> T nested(Class<T> array, Shape as) {
    int[] sizes = LongStream.of(as.asArray()).mapToInt(Math::toIntExact).toArray();
    T copy = checked(array, Array.newInstance(type.element(), sizes));
    Object values = flat;
    if (type == ValueType.STRING) {
      values = IntStream.range(0, size()).mapToObj(this::at).toArray(String[]::new);
    }
    NestedArrays.copyOut(values, 0, as, 0, copy);
    return copy;
  }

  private <T> T checked(Class<T> wanted, Object given) {
    if (!wanted.isInstance(given)) {
      throw new IllegalArgumentException(
          "%s gives %s, but %s was asked for."
              .formatted(this, given.getClass().getSimpleName(), wanted.getSimpleName()));
    }
    return wanted.cast(given);
  }

  /**
   * The numbers as floats, one row-major row for each index of the first axis; bytes are 0 to 255,
   * booleans 0 and 1.
   *
   * @throws IllegalArgumentException if there is no axis, these are strings, or a whole number is
   *     none that a float holds exactly
   */
  public float[][] rows() {
    Dataset rows = Dataset.of(Map.of("values", this), Map.of());
    float[][] all = new float[rows.size()][(int) rows.xShape().size()];
    for (int i = 0; i < all.length; i++) {
      rows.readX(i, 1, all[i]);
    }
    return all;
  }

  /** The value at a place, in row-major order. */
  Object at(int place) {
    return flat instanceof byte[][] strings ? text(strings[place]) : Array.get(flat, place);
  }

  private static String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "A string of %s bytes is no text in UTF-8; take it by bytes().".formatted(bytes.length),
          e);
    }
  }

  /**
   * Writes some values as floats: bytes as 0 to 255, booleans as 0 and 1.
   *
   * @param from the place of the first, in row-major order
   */
  void read(int from, int count, float[] into, int offset) {
    if (flat instanceof float[] floats) {
      System.arraycopy(floats, from, into, offset, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      into[offset + i] = number(from + i);
    }
  }

  /** Writes some numbers or booleans in their type, from the buffer's first byte on. */
  void put(int from, int count, ByteBuffer into) {
    switch (type) {
      case FLOAT32 -> into.asFloatBuffer().put((float[]) flat, from, count);
      case FLOAT64 -> into.asDoubleBuffer().put((double[]) flat, from, count);
      case INT32 -> into.asIntBuffer().put((int[]) flat, from, count);
      case INT64 -> into.asLongBuffer().put((long[]) flat, from, count);
      case UINT8 -> into.put((byte[]) flat, from, count);
      case BOOL -> {
        for (int i = from; i < from + count; i++) {
          into.put((byte) (((boolean[]) flat)[i] ? 1 : 0));
        }
      }
      case STRING -> throw new IllegalStateException("strings have no fixed size");
    }
  }

  private float number(int place) {
    return switch (type) {
      case FLOAT32 -> ((float[]) flat)[place];
      case FLOAT64 -> (float) ((double[]) flat)[place];
      case INT32, INT64 -> (float) whole(place);
      case UINT8 -> ((byte[]) flat)[place] & 0xff;
      case BOOL -> ((boolean[]) flat)[place] ? 1 : 0;
      case STRING -> throw new IllegalStateException("strings are no numbers");
    };
  }

  private long whole(int place) {
    return flat instanceof int[] ints ? ints[place] : ((long[]) flat)[place];
  }

  /** The place of the first whole number that a float does not hold exactly. */
  OptionalInt firstInexact() {
    return type == ValueType.INT32 || type == ValueType.INT64
        ? IntStream.range(0, size()).filter(place -> !isExact(whole(place))).findFirst()
        : OptionalInt.empty();
  }

  private static boolean isExact(long whole) {
    return (long) (float) whole == whole && whole != Long.MAX_VALUE;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Values values
        && type == values.type
        && shape.equals(values.shape)
        && Objects.deepEquals(flat, values.flat);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, shape, Arrays.deepHashCode(new Object[] {flat}));
  }

  /** The type and the shape: {@code float32 [2, 784]}. */
  @Override
  public String toString() {
    return type + " " + Arrays.toString(shape.asArray());
  }
}
