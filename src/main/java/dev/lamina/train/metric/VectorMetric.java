package dev.lamina.train.metric;

import dev.lamina.layer.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The mean of a number that each vector of a number for each class has. An example is one such
 * vector, or several, as one for each step of a sequence.
 */
public interface VectorMetric extends MeanMetric {

  /**
   * Builds the number of each vector.
   *
   * @param target a number for each class {@code [rows, classes]}, or class numbers {@code [rows,
   *     1]}
   * @param prediction {@code [rows, classes]}
   * @return {@code [rows]}
   */
  Operand<TFloat32> perRow(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction);

  @Override
  default Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Shape example = Shapes.example(prediction);
    if (example.numDimensions() < 2) {
      return perRow(tf, target, prediction);
    }
    int classes = Targets.columns(example);
    boolean classNumbers = target.shape().numDimensions() < prediction.shape().numDimensions();
    Operand<TFloat32> each =
        perRow(
            tf,
            Targets.rows(tf, target, classNumbers ? 1 : classes),
            Targets.rows(tf, prediction, classes));
    int vectors = (int) (example.size() / classes);
    return tf.math.mean(Targets.rows(tf, each, vectors), tf.constant(1));
  }
}
