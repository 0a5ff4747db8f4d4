package dev.lamina.train.metric;

import dev.lamina.spec.Type;
import dev.lamina.spec.Types;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.loss.LossFunction;
import dev.lamina.train.loss.Losses;
import dev.lamina.train.metric.ClassScore.Average;
import dev.lamina.train.metric.ClassScore.F1Score;
import dev.lamina.train.metric.ClassScore.Precision;
import dev.lamina.train.metric.ClassScore.Recall;
import java.util.List;

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
    return new Accuracies.BinaryAccuracy(threshold);
  }

  /** The share of examples whose most probable class is the right one; targets are one-hot. */
  public static Metric categoricalAccuracy() {
    return new Accuracies.CategoricalAccuracy();
  }

  /** The share of examples whose most probable class is the right one; targets are its number. */
  public static Metric sparseCategoricalAccuracy() {
    return new Accuracies.SparseCategoricalAccuracy();
  }

  /** The share of examples with the right class among the k most probable; targets are one-hot. */
  public static Metric topKCategoricalAccuracy(int k) {
    return new Accuracies.TopKCategoricalAccuracy(k);
  }

  /** The share of examples with the right class among the k most probable; targets are numbers. */
  public static Metric sparseTopKCategoricalAccuracy(int k) {
    return new Accuracies.SparseTopKCategoricalAccuracy(k);
  }

  /** The share of predictions above 0.5 that are right, all classes together. */
  public static Precision precision() {
    return new Precision(0.5f, false, Average.MICRO, List.of());
  }

  /** The share of targets of 1 whose predictions are above 0.5, all classes together. */
  public static Recall recall() {
    return new Recall(0.5f, false, Average.MICRO, List.of());
  }

  /** The harmonic mean of {@link #precision} and {@link #recall}. */
  public static F1Score f1Score() {
    return new F1Score(0.5f, false, Average.MICRO, List.of());
  }

  /** The area under the receiver operating characteristic, by 200 thresholds. */
  public static AUC auc() {
    return new AUC(200, false);
  }

  /** The mean of (target − prediction)². */
  public static Metric meanSquaredError() {
    return mean(Losses.meanSquaredError());
  }

  /** The square root of {@link #meanSquaredError}, in the units of the targets. */
  public static Metric rootMeanSquaredError() {
    return new RegressionMetrics.RootMeanSquaredError();
  }

  /** The mean of |target − prediction|. */
  public static Metric meanAbsoluteError() {
    return mean(Losses.meanAbsoluteError());
  }

  /** The share of the targets' variance that predictions explain. */
  public static Metric r2Score() {
    return new RegressionMetrics.R2Score();
  }

  /** The mean of a loss over the examples, shown by the loss's name. */
  public static Metric mean(Loss loss) {
    return new Mean.LossMetric(loss);
  }

  /**
   * The mean over the examples of what a function gives for each; for others implement {@link
   * Metric}.
   *
   * @param name shown beside the value
   * @param function gives one number per example; it needs no gradient
   */
  public static Metric mean(String name, LossFunction function) {
    return new Mean.CustomMean(name, function);
  }

  /** Every built-in metric, as specs name them. */
  public static Types<Metric> types() {
    return Types.of(
        "metric",
        Metric.class,
        Type.of(binaryAccuracy()),
        Type.of(sparseCategoricalAccuracy()),
        Type.of(categoricalAccuracy()),
        Type.of(topKCategoricalAccuracy(5)),
        Type.of(sparseTopKCategoricalAccuracy(5)),
        Type.of(precision()),
        Type.of(recall()),
        Type.of(f1Score()),
        Type.of(auc()),
        Type.of(r2Score()),
        Type.named("MeanSquaredError", meanSquaredError()),
        Type.named("MeanAbsoluteError", meanAbsoluteError()),
        Type.of(rootMeanSquaredError()),
        Type.of("Mean", mean(Losses.huber()), "loss"));
  }
}
