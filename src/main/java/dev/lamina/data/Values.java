package dev.lamina.data;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * Values of one type in a shape of any rank: what goes into a SavedModel and comes out of it.
 *
 * <pre>{@code
 * Values.of(new float[][] {{1, 2}, {3, 4}})        // float32 [2, 2]
 * Values.of(new float[784]).reshape(1, 28, 28)     // float32 [1, 28, 28]
 * Values.of("a word")                              // string []
 * values.array(float[][].class)
 * }</pre>
 */
public final class Values {
  private static final String JAVA_TYPES = "float, double, int, long, byte, boolean or String";

  private final ValueType type;
  private final Shape shape;

  /** An array of rank 1 of the type's Java type, row-major. */
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
    Shape shape = Shape.of(sizes(array, rank));
    Object flat = Array.newInstance(type.element(), Math.toIntExact(shape.size()));
    copyIn(array, shape, 0, flat, 0);
    return new Values(type, shape, flat);
  }

  /** The lengths of the first array of each rank. */
  private static long[] sizes(Object array, int rank) {
    long[] sizes = new long[rank];
    Object level = array;
    for (int axis = 0; axis < rank; axis++) {
      int length = Array.getLength(level);
      sizes[axis] = length;
      if (length == 0) {
        break;
      }
      level = axis == rank - 1 ? level : present(Array.get(level, 0));
    }
    return sizes;
  }

  private static Object present(@Nullable Object part) {
    if (part == null) {
      throw new IllegalArgumentException(
          "Values need an array or a value in every place, but there is a null; fill all places.");
    }
    return part;
  }

  /** Copies a part at some depth to its place in the row-major array. */
  private static void copyIn(Object part, Shape shape, int axis, Object flat, int offset) {
    int rank = shape.numDimensions();
    if (rank == 0) {
      Array.set(flat, 0, part);
      return;
    }
    int length = Array.getLength(part);
    if (length != shape.get(axis)) {
      throw new IllegalArgumentException(
          "Values need arrays of equal lengths beside each other, but at rank %s one has %s elements and another %s."
              .formatted(axis + 1, shape.get(axis), length));
    }
    if (axis == rank - 1) {
      if (part instanceof String[] strings) {
        Arrays.stream(strings).forEach(Values::present);
      }
      System.arraycopy(part, 0, flat, offset, length);
      return;
    }
    int width = Math.toIntExact(shape.takeLast(rank - axis - 1).size());
    for (int i = 0; i < length; i++) {
      copyIn(present(Array.get(part, i)), shape, axis + 1, flat, offset + i * width);
    }
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
   * @throws IllegalArgumentException if the values are of another type
   */
  public <T> T flat(Class<T> array) {
    return nested(array, Shape.of(shape.size()));
  }

  /**
   * A copy as arrays of arrays, as deep as the rank: {@code array(float[][].class)}. Of rank 0 it
   * is the boxed value: {@code array(Float.class)}.
   *
   * @throws IllegalArgumentException if the values are of another type or rank
   */
  public <T> T array(Class<T> array) {
    return shape.numDimensions() == 0 ? checked(array, Array.get(flat, 0)) : nested(array, shape);
  }

  private <T> T nested(Class<T> array, Shape as) {
    int[] sizes = LongStream.of(as.asArray()).mapToInt(Math::toIntExact).toArray();
    T copy = checked(array, Array.newInstance(type.element(), sizes));
    copyOut(0, as, 0, copy);
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

  private void copyOut(int offset, Shape as, int axis, Object part) {
    int length = Array.getLength(part);
    if (axis == as.numDimensions() - 1) {
      System.arraycopy(flat, offset, part, 0, length);
      return;
    }
    int width = Math.toIntExact(as.takeLast(as.numDimensions() - axis - 1).size());
    for (int i = 0; i < length; i++) {
      copyOut(offset + i * width, as, axis + 1, Array.get(part, i));
    }
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
    return Array.get(flat, place);
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
