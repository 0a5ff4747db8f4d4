package dev.lamina.model.tensorboard;

import org.tensorflow.proto.HistogramProto;

/** Counts how values are spread, in 30 buckets of equal width, as many as TensorBoard shows. */
final class Histograms {
  private static final int BUCKETS = 30;

  private Histograms() {}

  /** The histogram of the values that are finite; without a bucket if there are none. */
  static HistogramProto of(float[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum += value;
        squares += (double) value * value;
        count++;
      }
    }
    HistogramProto.Builder histogram = HistogramProto.newBuilder();
    if (count > 0) {
      histogram.setMin(min).setMax(max).setNum(count).setSum(sum).setSumSquares(squares);
      addBuckets(histogram, values);
    }
    return histogram.build();
  }

  private static void addBuckets(HistogramProto.Builder histogram, float[] values) {
    double min = histogram.getMin();
    double width = (histogram.getMax() - min) / BUCKETS;
    if (width == 0) {
      histogram.addBucketLimit(min).addBucket(histogram.getNum());
      return;
    }
    int[] counts = new int[BUCKETS];
    for (float value : values) {
      if (Float.isFinite(value)) {
        counts[Math.min(BUCKETS - 1, (int) ((value - min) / width))]++;
      }
    }
    for (int i = 0; i < BUCKETS; i++) {
      histogram.addBucketLimit(i == BUCKETS - 1 ? histogram.getMax() : min + (i + 1) * width);
      histogram.addBucket(counts[i]);
    }
  }
}
