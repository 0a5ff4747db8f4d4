package dev.lamina.train.metric;

/** The built-in metrics: import them statically. */
public final class Metrics {
  private Metrics() {}

  /** The share of predictions on the same side of 0.5 as their targets. */
  public static Metric binaryAccuracy() {
    return binaryAccuracy(0.5f);
  }

  /**
   * The share of predictions on the right side of the threshold; 0 for a network that ends in
   * logits.
   */
  public static Metric binaryAccuracy(float threshold) {
    return new BinaryAccuracy(threshold);
  }

  /** The share of examples whose most probable class is the right one. */
  public static Metric sparseCategoricalAccuracy() {
    return new SparseCategoricalAccuracy();
  }
}
