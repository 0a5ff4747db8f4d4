package dev.lamina.layer;

import dev.lamina.io.Limits;
import dev.lamina.text.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/** Shapes of examples and batches: their texts, parts and checks. */
public final class Shapes {
  private Shapes() {}

  /** The shape as it is shown everywhere: {@code [28, 28]}. */
  public static String text(Shape shape) {
    return Arrays.toString(shape.asArray());
  }

  /**
   * A shape of which one array holds all numbers of an example.
   *
   * @return the shape
   * @throws ShapeException if it has more numbers or more axes
   */
  public static Shape checked(Shape shape) {
    if (Limits.elements(shape.asArray()) < 0) {
      throw new ShapeException(
          "An example has at most %s numbers along %s axes, but got %s; use smaller sizes."
              .formatted(Integer.MAX_VALUE, Limits.AXES, Messages.shortened(text(shape))));
    }
    return shape;
  }

  /** The shape of a batch of examples; {@code Shape.UNKNOWN_SIZE} leaves the number open. */
  public static Shape batch(long examples, Shape example) {
    return example.prepend(examples);
  }

  /** The shape of one example of a batch. */
  public static Shape example(Operand<?> batch) {
    return batch.shape().takeLast(batch.shape().numDimensions() - 1);
  }

  /** The sizes as TensorFlow's ops take them. */
  public static int[] sizes(Shape shape) {
    return LongStream.of(shape.asArray()).mapToInt(Math::toIntExact).toArray();
  }

  /** The values in another shape, of which one size may be unknown. */
  public static <T extends TType> Operand<T> reshape(Ops tf, Operand<T> values, Shape shape) {
    return reshape(tf, values, shape.asArray());
  }

  /**
   * The values in another shape.
   *
   * @param sizes one may be -1, which is then found
   */
  public static <T extends TType> Operand<T> reshape(Ops tf, Operand<T> values, long... sizes) {
    // As int32, which lies in the machine's memory also where a GPU has all other numbers.
    return tf.reshape(values, tf.constant(sizes(Shape.of(sizes))));
  }

  /** The values with the first two axes of three swapped, such as steps and examples. */
  static <T extends TType> Operand<T> swapped(Ops tf, Operand<T> values) {
    return tf.linalg.transpose(values, tf.constant(new int[] {1, 0, 2}));
  }

  /** All sizes but the last. */
  public static Shape leading(Shape shape) {
    return shape.take(shape.numDimensions() - 1);
  }

  /** The size of the last axis, that of features and channels. */
  public static long last(Shape shape) {
    return shape.get(shape.numDimensions() - 1);
  }

  /**
   * @throws ShapeException if the example is a single number
   */
  static void checkRow(String layer, Shape input) {
    if (input.isScalar()) {
      throw new ShapeException(
          "%s takes a row of numbers per example, but got []; put flatten() before it."
              .formatted(layer));
    }
  }

  /**
   * @throws ShapeException if the example is not {@code [features]}
   */
  static void checkVector(String layer, Shape input) {
    if (input.numDimensions() != 1) {
      throw new ShapeException(
          "%s takes a vector per example, but got %s; put flatten() before it."
              .formatted(layer, Shapes.text(input)));
    }
  }

  /**
   * @throws ShapeException if the example is not {@code [height, width, channels]}
   */
  static void checkImage(String layer, Shape input) {
    check(layer, input, "height", "width", "channels");
  }

  /**
   * @throws ShapeException if the example is not {@code [steps, channels]}
   */
  static void checkSequence(String layer, Shape input) {
    check(layer, input, "steps", "channels");
  }

  private static void check(String layer, Shape input, String... axes) {
    if (input.numDimensions() != axes.length) {
      throw new ShapeException(
          "%s takes %s per example, but got %s; put reshape(%s) before it."
              .formatted(
                  layer,
                  Arrays.toString(axes),
                  Shapes.text(input),
                  String.join(", ", reshaped(input, axes))));
    }
  }

  /** The shape with one channel if only the channels are missing, or else the names of the axes. */
  private static List<String> reshaped(Shape input, String[] axes) {
    if (input.numDimensions() != axes.length - 1) {
      return List.of(axes);
    }
    List<String> sizes =
        new ArrayList<>(LongStream.of(input.asArray()).mapToObj(Long::toString).toList());
    sizes.add("1");
    return sizes;
  }
}
