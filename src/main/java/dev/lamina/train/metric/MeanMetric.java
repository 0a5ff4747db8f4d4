package dev.lamina.train.metric;

import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * A metric that is the mean of a number that each example has. Losses are such metrics, and {@link
 * Metrics#mean} makes one of a lambda.
 */
@FunctionalInterface
public interface MeanMetric extends Metric {

  /**
   * Builds the number of each example of a batch.
   *
   * @param target {@code [batch, ...targetShape]}
   * @param prediction {@code [batch, ...outputShape]}
   * @return {@code [batch]}
   */
  Operand<TFloat32> perExample(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction);

  @Override
  default Operand<TFloat64> totals(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TFloat32> checked =
        checkPerExample(name(), perExample(tf, target, prediction), prediction);
    Operand<TFloat64> each = tf.dtypes.cast(checked, TFloat64.class);
    return tf.reshape(tf.reduceSum(each, tf.constant(0)), tf.constant(new int[] {1}));
  }

  @Override
  default double value(double[] totals, long examples) {
    return totals[0] / examples;
  }

  private static Operand<TFloat32> checkPerExample(
      String name, Operand<TFloat32> values, Operand<TFloat32> prediction) {
    if (!values.shape().isCompatibleWith(Shape.of(prediction.shape().get(0)))) {
      throw new ShapeException(
          "%s needs one number per example, [batch], but its function gives %s; take the mean over the other axes, as Loss.meanPerExample does."
              .formatted(name, Shapes.text(values.shape())));
    }
    return values;
  }
}
