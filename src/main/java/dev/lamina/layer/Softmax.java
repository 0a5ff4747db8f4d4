package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Turns the numbers along an axis into probabilities that sum to 1.
 *
 * @param axis the axis, the first of an example being 1, or -1 for the last
 */
public record Softmax(int axis) implements Layer {

  public Softmax {
    if (axis < 1 && axis != -1) {
      throw new IllegalArgumentException(
          "Softmax needs an axis of at least 1, or -1 for the last, but got " + axis + ".");
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkRow("Softmax", input);
    if (axis > input.numDimensions()) {
      throw new ShapeException(
          "Softmax goes along axis %d, but %s has %d; give it another."
              .formatted(axis, Shapes.text(input), input.numDimensions()));
    }
    return input;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    int last = input.shape().numDimensions() - 1;
    if (axis == -1 || axis == last) {
      return tf.nn.softmax(input);
    }
    Operand<TInt32> swapped = tf.constant(swapped(axis, last));
    return tf.linalg.transpose(tf.nn.softmax(tf.linalg.transpose(input, swapped)), swapped);
  }

  /** The order of axes in which two have changed places. */
  private static int[] swapped(int axis, int last) {
    int[] order = new int[last + 1];
    for (int i = 0; i <= last; i++) {
      order[i] = i;
    }
    order[axis] = last;
    order[last] = axis;
    return order;
  }

  @Override
  public String toString() {
    return "softmax(" + axis + ")";
  }
}
