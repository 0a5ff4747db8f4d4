package dev.lamina.train.metric;

import dev.lamina.layer.Shapes;
import java.util.function.BinaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What is computed for each vector of a batch: one of an example, or several. */
public final class VectorRows {
  private VectorRows() {}

  /**
   * The mean over an example's vectors of what is computed for each.
   *
   * @param target of the prediction's shape, or class numbers: {@code [batch, 1]} beside one
   *     vector, else {@code [batch, ...]}
   * @param prediction {@code [batch, ..., classes]}
   * @param perRow from {@code [rows, ...]} and {@code [rows, classes]} to {@code [rows]}
   * @return {@code [batch]}
   */
  public static Operand<TFloat32> perExample(
      Ops tf,
      Operand<TFloat32> target,
      Operand<TFloat32> prediction,
      BinaryOperator<Operand<TFloat32>> perRow) {
    Shape example = Shapes.example(prediction);
    if (example.numDimensions() < 2) {
      return perRow.apply(target, prediction);
    }
    int classes = Targets.columns(example);
    boolean classNumbers = target.shape().numDimensions() < prediction.shape().numDimensions();
    Operand<TFloat32> each =
        perRow.apply(
            Targets.rows(tf, target, classNumbers ? 1 : classes),
            Targets.rows(tf, prediction, classes));
    int rows = (int) (example.size() / classes);
    return tf.math.mean(Targets.rows(tf, each, rows), tf.constant(1));
  }
}
