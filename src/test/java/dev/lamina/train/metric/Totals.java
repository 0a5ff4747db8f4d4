package dev.lamina.train.metric;

import static dev.lamina.golden.PlainGraph.constant;

import dev.lamina.golden.PlainGraph;
import org.tensorflow.ndarray.Shape;

/** Values of metrics over batches. */
final class Totals {
  private Totals() {}

  /** The totals of a batch. */
  static double[] of(Metric metric, float[][] targets, float[][] predictions) {
    return PlainGraph.doubles(
        tf ->
            metric.totals(
                tf,
                constant(tf, shape(targets), flat(targets)),
                constant(tf, shape(predictions), flat(predictions))));
  }

  /** The value of a single batch. */
  static double value(Metric metric, float[][] targets, float[][] predictions) {
    return metric.value(of(metric, targets, predictions), targets.length);
  }

  /** A row for each value. */
  static float[][] column(float... values) {
    float[][] rows = new float[values.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {values[i]};
    }
    return rows;
  }

  private static Shape shape(float[][] rows) {
    return Shape.of(rows.length, rows[0].length);
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
    }
    return flat;
  }
}
