package dev.lamina.train.metric;

import dev.lamina.train.loss.Losses;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The square root of the mean of (target − prediction)². */
record RootMeanSquaredError() implements Metric {
  private static final Metric SQUARE = new LossMetric(Losses.meanSquaredError());

  @Override
  public int size(Shape target, Shape prediction) {
    return SQUARE.size(target, prediction);
  }

  @Override
  public Operand<TFloat32> totals(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    return SQUARE.totals(tf, target, prediction);
  }

  @Override
  public double value(double[] totals, long examples) {
    return Math.sqrt(SQUARE.value(totals, examples));
  }
}
