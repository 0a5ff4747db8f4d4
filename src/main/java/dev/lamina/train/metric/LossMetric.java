package dev.lamina.train.metric;

import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.train.loss.Loss;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

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
