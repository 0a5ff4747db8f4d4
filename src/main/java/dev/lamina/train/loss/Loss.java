package dev.lamina.train.loss;

import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What training makes small: a number for each example that says how wrong its prediction is. */
public interface Loss {

  /**
   * Builds the loss of each example of a batch.
   *
   * @param target {@code [batch, ...targetShape]}
   * @param prediction {@code [batch, ...outputShape]}
   * @return {@code [batch]}
   */
  Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction);

  /**
   * The shape that one example's target must have for predictions of the given shape.
   *
   * @throws ShapeException if the loss cannot take such predictions
   */
  default Shape targetShape(Shape prediction) {
    return prediction;
  }

  /** The target values that the loss can take for predictions of the given shape. */
  default TargetRange targets(Shape prediction) {
    return TargetRange.ANY;
  }

  /** The name shown beside the value. */
  String name();

  /** The mean over all axes but the first: one number per example. */
  static Operand<TFloat32> meanPerExample(Ops tf, Operand<TFloat32> values) {
    int rank = values.shape().numDimensions();
    int[] axes = java.util.stream.IntStream.range(1, rank).toArray();
    return rank == 1 ? values : tf.math.mean(values, tf.constant(axes));
  }

  /** The classes that predictions of this shape tell apart. */
  static int classes(String loss, Shape prediction) {
    if (prediction.numDimensions() != 1 || prediction.get(0) < 2) {
      throw new ShapeException(
          "%s takes a vector of at least 2 classes per example, but the network gives %s; end it with dense(classes), softmax()."
              .formatted(loss, Shapes.text(prediction)));
    }
    return (int) prediction.get(0);
  }
}
