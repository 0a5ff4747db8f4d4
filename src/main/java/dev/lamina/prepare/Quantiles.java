package dev.lamina.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Boundaries between bins of about equally many values, as Keras' {@code Discretization} learns
 * them of one batch, to the bit: by a summary of the values to a hundredth.
 */
final class Quantiles {
  private static final double PRECISION = 0.01;

  private Quantiles() {}

  /** Values in order, and how many each stands for. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Sketch(float[] values, float[] weights) {

    static Sketch of(float[] all) {
      float[] sorted = all.clone();
      Arrays.sort(sorted);
      double step = Math.max(sorted.length / (1 / PRECISION), 1);
      int start = (int) (step - 1);
      int stride = (int) step;
      float[] values = new float[(sorted.length - start + stride - 1) / stride];
      for (int i = 0; i < values.length; i++) {
        values[i] = sorted[start + i * stride];
      }
      float[] weights = new float[values.length];
      Arrays.fill(weights, (float) step);
      return new Sketch(values, weights);
    }

    Sketch compress(double precision) {
      if (values.length * precision < 1) {
        return this;
      }
      double[] sums = new double[values.length];
      double[] shares = new double[values.length];
      float sum = 0;
      for (int i = 0; i < sums.length; i++) {
        sum += weights[i];
        sums[i] = sum;
      }
      for (int i = 0; i < sums.length; i++) {
        shares[i] = (float) sums[i] / sum;
      }
      int count = (int) Math.ceil(1 / precision);
      float[] newValues = new float[count];
      float[] newWeights = new float[count];
      double before = 0;
      for (int i = 0; i < count; i++) {
        double share = precision + i * precision;
        newValues[i] = (float) at(share, shares, k -> values[k]);
        double until = at(share, shares, k -> sums[k]);
        newWeights[i] = (float) (until - before);
        before = until;
      }
      return new Sketch(newValues, newWeights);
    }

    /** Between two points on the line through both, as NumPy's {@code interp}. */
    private static double at(double x, double[] xs, IntToDoubleFunction ys) {
      int last = xs.length - 1;
      if (x >= xs[last]) {
        return ys.applyAsDouble(last);
      }
      int next = 0;
      while (xs[next] <= x) {
        next++;
      }
      if (next == 0) {
        return ys.applyAsDouble(0);
      }
      double low = ys.applyAsDouble(next - 1);
      double slope = (ys.applyAsDouble(next) - low) / (xs[next] - xs[next - 1]);
      return slope * (x - xs[next - 1]) + low;
    }
  }

  /** One boundary fewer than bins. */
  static List<Float> boundaries(float[] values, int bins) {
    float[] ends = Sketch.of(values).compress(PRECISION).compress(1.0 / bins).values();
    List<Float> boundaries = new ArrayList<>();
    for (int i = 0; i < ends.length - 1; i++) {
      boundaries.add(ends[i]);
    }
    return boundaries;
  }
}
