package dev.lamina.train.metric;

import dev.lamina.layer.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The classes that targets and predictions mean. */
public final class ClassNumbers {
  private ClassNumbers() {}

  /** The shape of class numbers, one for each vector of an example's prediction. */
  public static Shape shape(Shape prediction) {
    return prediction.numDimensions() > 1 ? Shapes.leading(prediction) : Shape.of(1);
  }

  /**
   * The class of each example.
   *
   * @param target class numbers {@code [batch, 1]}, or a value for each class {@code [batch,
   *     classes]}, of which the first largest counts
   * @return {@code [batch]}
   */
  public static Operand<TInt32> of(Ops tf, Operand<TFloat32> target) {
    return target.shape().get(1) == 1
        ? tf.dtypes.cast(tf.reshape(target, tf.constant(new int[] {-1})), TInt32.class)
        : tf.math.argMax(target, tf.constant(1), TInt32.class);
  }

  /**
   * 1 at the class of each example and 0 elsewhere.
   *
   * @param target as in {@link #of}
   * @param classes how many there are
   * @return {@code [batch, classes]}
   */
  public static Operand<TFloat32> oneHot(Ops tf, Operand<TFloat32> target, int classes) {
    return tf.oneHot(of(tf, target), tf.constant(classes), tf.constant(1f), tf.constant(0f));
  }

  /**
   * The class that a prediction says.
   *
   * @param values a number for each class, or for two classes one number
   * @param threshold above which one number says 1: 0.5 for probabilities, 0 for logits
   */
  public static int predicted(float[] values, double threshold) {
    return values.length > 1 ? mostProbable(values) : values[0] > (float) threshold ? 1 : 0;
  }

  /**
   * The class of the largest number, the first one if several are equal.
   *
   * @param values a number for each class, at least one
   */
  public static int mostProbable(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }
}
