package dev.lamina.data;

import dev.lamina.layer.Moments;
import dev.lamina.network.Parts;
import java.util.ArrayList;
import java.util.List;

/** Sums over the inputs of a data set, from which their moments follow. */
final class DataMoments {
  private final int features;
  private final double[] origin;
  private final double[] sum;
  private final double[] squares;
  private long places;

  private DataMoments(int features) {
    this.features = features;
    this.origin = new double[features];
    this.sum = new double[features];
    this.squares = new double[features];
  }

  static Moments of(Source base, int[] rows) {
    if (rows.length == 0) {
      throw new DataException(
          "The data set is empty: it has no moments; look at the filters and folders it comes from.");
    }
    Parts inputs = base.inputs();
    if (inputs.list().size() > 1) {
      throw new IllegalArgumentException(
          "moments measures the features of the only part of x, but there are %s; choose one with select"
              .formatted(inputs));
    }
    int rank = base.xShape().numDimensions();
    DataMoments moments =
        new DataMoments(rank == 0 ? 1 : Math.toIntExact(base.xShape().get(rank - 1)));
    float[] x = new float[Example.width(inputs)];
    for (int row : rows) {
      base.x(row, x, 0);
      moments.add(x);
    }
    return moments.result();
  }

  private void add(float[] x) {
    for (int i = 0; i < x.length; i += features) {
      for (int f = 0; f < features; f++) {
        // Counted from the first values, so that little is lost where the mean is large.
        if (places == 0) {
          origin[f] = x[i + f];
        }
        double value = x[i + f] - origin[f];
        sum[f] += value;
        squares[f] += value * value;
      }
      places++;
    }
  }

  private Moments result() {
    List<Float> means = new ArrayList<>();
    List<Float> variances = new ArrayList<>();
    for (int f = 0; f < features; f++) {
      double mean = sum[f] / places;
      means.add((float) (origin[f] + mean));
      variances.add((float) Math.max(0, squares[f] / places - mean * mean));
    }
    return new Moments(means, variances);
  }
}
