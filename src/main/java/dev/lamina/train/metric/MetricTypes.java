package dev.lamina.train.metric;

import dev.lamina.spec.Type;
import dev.lamina.spec.Types;

/** The built-in metrics, as specs name them. */
public final class MetricTypes {
  private static final Types<Metric> TYPES =
      Types.of(
          "metric",
          Metric.class,
          Type.of(Metrics.binaryAccuracy()),
          Type.of(Metrics.sparseCategoricalAccuracy()));

  private MetricTypes() {}

  /** Every built-in metric. */
  public static Types<Metric> types() {
    return TYPES;
  }
}
