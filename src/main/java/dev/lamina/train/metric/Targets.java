package dev.lamina.train.metric;

import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Checks targets beside predictions, and brings class numbers into the predictions' shape. */
final class Targets {
  private Targets() {}

  /**
   * @throws ShapeException if targets do not have the predictions' shape
   */
  static void checkSameShape(Metric metric, Shape target, Shape prediction) {
    if (!target.equals(prediction)) {
      throw wrong(metric, "targets of the predictions' shape", target, prediction);
    }
  }

  /**
   * @throws ShapeException if targets are no class numbers beside vectors of classes
   */
  static void checkClassNumbers(Metric metric, Shape target, Shape prediction) {
    if (!areClasses(prediction) || !target.equals(ClassNumbers.shape(prediction))) {
      throw wrong(metric, "class numbers and a prediction for each class", target, prediction);
    }
  }

  /**
   * @throws ShapeException if targets and predictions do not have a number for each of 2 classes or
   *     more
   */
  static void checkOneHot(Metric metric, Shape target, Shape prediction) {
    if (!target.equals(prediction) || !areClasses(prediction)) {
      throw wrong(metric, "a target and a prediction for each class", target, prediction);
    }
  }

  /**
   * @throws ShapeException if targets have another shape than predictions and are no class numbers
   */
  static void checkClasses(Metric metric, Shape target, Shape prediction) {
    if (prediction.isScalar()
        || !(target.equals(prediction) || areClassNumbers(target, prediction))) {
      throw wrong(
          metric, "targets of the predictions' shape, or class numbers", target, prediction);
    }
  }

  private static boolean areClasses(Shape prediction) {
    return !prediction.isScalar() && Shapes.last(prediction) > 1;
  }

  private static boolean areClassNumbers(Shape target, Shape prediction) {
    return target.equals(Shape.of(1)) && prediction.numDimensions() == 1 && prediction.get(0) > 1;
  }

  private static ShapeException wrong(
      Metric metric, String wanted, Shape target, Shape prediction) {
    return new ShapeException(
        "The metric %s takes %s, but targets are %s and predictions %s; take another metric, or change the last layer."
            .formatted(metric.name(), wanted, Shapes.text(target), Shapes.text(prediction)));
  }

  /**
   * The targets as numbers beside each prediction.
   *
   * @param target of the predictions' shape, or class numbers {@code [batch, 1]}
   * @param prediction {@code [batch, ..., columns]}
   * @return {@code [rows, columns]}
   */
  static Operand<TFloat32> columns(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    int columns = columns(prediction.shape());
    boolean classNumbers = target.shape().get(1) == 1 && columns > 1;
    return classNumbers && target.shape().numDimensions() == 2
        ? ClassNumbers.oneHot(tf, target, columns)
        : rows(tf, target, columns);
  }

  /** The length of the last axis. */
  static int columns(Shape shape) {
    return (int) shape.get(shape.numDimensions() - 1);
  }

  /** The same numbers as {@code [rows, columns]}. */
  static Operand<TFloat32> rows(Ops tf, Operand<TFloat32> values, int columns) {
    return tf.reshape(values, tf.constant(new int[] {-1, columns}));
  }
}
