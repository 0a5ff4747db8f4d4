package dev.lamina.train.metric;

import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.loss.LossFunction;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A metric that is the mean of a number that each example has. */
interface Mean extends Metric, LossFunction {

  @Override
  default Operand<TFloat32> totals(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TFloat32> sum = tf.reduceSum(perExample(tf, target, prediction), tf.constant(0));
    return tf.reshape(sum, tf.constant(new int[] {1}));
  }

  @Override
  default double value(double[] totals, long examples) {
    return totals[0] / examples;
  }

  /**
   * The mean of a loss over the examples; it has the loss's type, name and options.
   *
   * @param loss of each example
   */
  record LossMetric(Loss loss) implements Mean {

    @Override
    public int size(Shape target, Shape prediction) {
      Shape wanted = loss.targetShape(prediction);
      if (!wanted.equals(target)) {
        throw new ShapeException(
            "The metric %s takes targets of shape %s, but they are %s; take a metric for the targets that the loss takes."
                .formatted(name(), Shapes.text(wanted), Shapes.text(target)));
      }
      return 1;
    }

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      return loss.perExample(tf, target, prediction);
    }

    @Override
    public String type() {
      return loss.type();
    }

    @Override
    public String name() {
      return loss.name();
    }
  }

  /**
   * The mean of a function over the examples.
   *
   * @param name shown beside the value
   * @param function gives a number for each example
   */
  record CustomMean(String name, LossFunction function) implements Mean {

    public CustomMean {
      if (name.isBlank()) {
        throw new IllegalArgumentException(
            "A metric needs a name to be shown by, but got a blank.");
      }
    }

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      return Loss.checkPerExample(name, function.perExample(tf, target, prediction));
    }
  }
}
