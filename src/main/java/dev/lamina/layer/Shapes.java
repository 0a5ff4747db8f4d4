package dev.lamina.layer;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;

/** Shapes in words and arithmetic. */
public final class Shapes {
  private Shapes() {}

  /** The shape as it is shown everywhere: {@code [28, 28]}. */
  public static String text(Shape shape) {
    return Arrays.toString(shape.asArray());
  }

  /** The shape of a batch of examples; {@code Shape.UNKNOWN_SIZE} leaves the number open. */
  public static Shape batch(long examples, Shape example) {
    return example.prepend(examples);
  }

  /** The shape of one example of a batch. */
  static Shape example(Operand<?> batch) {
    return batch.shape().takeLast(batch.shape().numDimensions() - 1);
  }

  /** The sizes as TensorFlow's ops take them. */
  static int[] sizes(Shape shape) {
    return LongStream.of(shape.asArray()).mapToInt(Math::toIntExact).toArray();
  }
}
