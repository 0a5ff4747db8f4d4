package dev.lamina.train.metric;

import dev.lamina.spec.Type;
import dev.lamina.spec.Types;
import dev.lamina.train.loss.Losses;

/** The built-in metrics, as specs name them. */
public final class MetricTypes {
  private static final Types<Metric> TYPES =
      Types.of(
          "metric",
          Metric.class,
          Type.of(Metrics.binaryAccuracy()),
          Type.of(Metrics.sparseCategoricalAccuracy()),
          Type.of(Metrics.categoricalAccuracy()),
          Type.of(Metrics.topKCategoricalAccuracy(5)),
          Type.of(Metrics.sparseTopKCategoricalAccuracy(5)),
          Type.of(Metrics.precision()),
          Type.of(Metrics.recall()),
          Type.of(Metrics.f1Score()),
          Type.of(Metrics.auc()),
          Type.of(Metrics.r2Score()),
          Type.named("MeanSquaredError", Metrics.meanSquaredError()),
          Type.named("MeanAbsoluteError", Metrics.meanAbsoluteError()),
          Type.of(Metrics.rootMeanSquaredError()),
          Type.of("Mean", Metrics.mean(Losses.huber()), "loss"));

  private MetricTypes() {}

  /** Every built-in metric. */
  public static Types<Metric> types() {
    return TYPES;
  }
}
