package dev.lamina.train.metric;

import dev.lamina.spec.Type;
import dev.lamina.spec.Types;
import dev.lamina.train.metric.ClassScore.F1Score;
import dev.lamina.train.metric.ClassScore.Precision;
import dev.lamina.train.metric.ClassScore.Recall;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The built-in metrics: import them statically. Every loss is a metric too, such as {@link
 * dev.lamina.train.loss.Losses#meanSquaredError}. Names, defaults and values are those of Keras 3.
 *
 * <p>Each takes the targets and predictions of many batches and gives one number. Targets and
 * predictions of other shapes than a metric takes are refused by a {@link
 * dev.lamina.layer.ShapeException} when the model is compiled.
 */
public final class Metrics {
  private Metrics() {}

  /**
   * The share of examples, or of the vectors or values in them, whose class is predicted, from 0 to
   * 1, by shapes as Keras' {@code "accuracy"} has it. Predictions {@code [batch, ..., 1]}: {@link
   * #binaryAccuracy}, above the threshold of the loss, which is 0 for logits (Keras stays at 0.5).
   * Predictions {@code [batch, ..., classes]}: {@link #categoricalAccuracy} for targets of that
   * shape and {@link #sparseCategoricalAccuracy} for others. It is shown as {@code accuracy}.
   */
  public static Metric accuracy() {
    return new Accuracies.Accuracy(0.5f);
  }

  /**
   * The share of values on the same side as their targets, from 0 to 1. Targets {@code [batch,
   * ...]} of 0 or 1; predictions of the same shape say 1 above 0.5.
   */
  public static Metric binaryAccuracy() {
    return binaryAccuracy(0.5);
  }

  /**
   * As {@link #binaryAccuracy()} with another threshold.
   *
   * @param threshold what a prediction must be above to say 1; 0 for a network that ends in logits
   */
  public static Metric binaryAccuracy(double threshold) {
    return new Accuracies.BinaryAccuracy((float) threshold);
  }

  /**
   * The share of vectors whose most probable class is the right one, from 0 to 1. Targets {@code
   * [batch, ..., classes]}, one-hot; predictions of the same shape, probabilities or logits.
   */
  public static Metric categoricalAccuracy() {
    return new Accuracies.CategoricalAccuracy();
  }

  /**
   * The share of vectors whose most probable class is the right one, from 0 to 1. Targets are class
   * numbers, {@code [batch, 1]} for predictions {@code [batch, classes]} and {@code [batch, ...]}
   * for {@code [batch, ..., classes]}; predictions are probabilities or logits.
   */
  public static Metric sparseCategoricalAccuracy() {
    return new Accuracies.SparseCategoricalAccuracy();
  }

  /**
   * The share of examples with the right class among the k most probable, from 0 to 1; targets and
   * predictions as for {@link #categoricalAccuracy}.
   *
   * @param k at least 1; 5 in Keras if nothing is said
   * @throws IllegalArgumentException if k is less than 1
   */
  public static Metric topKCategoricalAccuracy(int k) {
    return new Accuracies.TopKCategoricalAccuracy(k);
  }

  /**
   * The share of examples with the right class among the k most probable, from 0 to 1; targets and
   * predictions as for {@link #sparseCategoricalAccuracy}.
   *
   * @param k at least 1; 5 in Keras if nothing is said
   * @throws IllegalArgumentException if k is less than 1
   */
  public static Metric sparseTopKCategoricalAccuracy(int k) {
    return new Accuracies.SparseTopKCategoricalAccuracy(k);
  }

  /**
   * The share of right ones among the positive predictions, from 0 to 1: those above 0.5, of all
   * classes together. Predictions {@code [batch, ..., classes]}; targets of the same shape, of 0 or
   * 1, or class numbers {@code [batch, 1]}.
   */
  public static Precision precision() {
    return new Precision(0.5f, false, Average.MICRO, List.of());
  }

  /**
   * The share of positive targets whose predictions are above 0.5, from 0 to 1, of all classes
   * together; targets and predictions as for {@link #precision}.
   */
  public static Recall recall() {
    return new Recall(0.5f, false, Average.MICRO, List.of());
  }

  /** The harmonic mean of {@link #precision} and {@link #recall}, from 0 to 1. */
  public static F1Score f1Score() {
    return new F1Score(0.5f, false, Average.MICRO, List.of());
  }

  /**
   * The area under the receiver operating characteristic, from 0 to 1, by 200 thresholds (Fawcett
   * 2006). Targets and predictions as for {@link #precision}, predictions from 0 to 1 by default.
   */
  public static AUC auc() {
    return new AUC(200, false);
  }

  /**
   * The square root of the mean of (target − prediction)², in the targets' unit. Targets and
   * predictions {@code [batch, ...]} of one shape.
   */
  public static Metric rootMeanSquaredError() {
    return new RegressionMetrics.RootMeanSquaredError();
  }

  /**
   * The share of the targets' variance that predictions explain, at most 1: the coefficient of
   * determination, the mean over an example's values. Targets and predictions {@code [batch, ...]}
   * of one shape.
   */
  public static Metric r2Score() {
    return new RegressionMetrics.R2Score();
  }

  /**
   * The mean over the examples of what a function gives for each; for others implement {@link
   * Metric}. A lambda does not say whether a larger value is better; callbacks that look at it must
   * be told by a mode.
   *
   * @param name shown beside the value
   * @param function gives one number per example, {@code [batch]}; it needs no gradient
   * @throws IllegalArgumentException if the name is blank
   */
  public static Metric mean(String name, MeanMetric function) {
    return new CustomMean(name, function);
  }

  private record CustomMean(String name, MeanMetric function) implements MeanMetric {
    CustomMean {
      if (name.isBlank()) {
        throw new IllegalArgumentException(
            "A metric needs a name to be shown by, but got a blank.");
      }
    }

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      return function.perExample(tf, target, prediction);
    }

    @Override
    public Optional<Boolean> largerIsBetter() {
      return function.largerIsBetter();
    }
  }

  /** Every built-in metric that is no loss, as specs name them. */
  public static Types<Metric> types() {
    return Types.of(
        "metric",
        Metric.class,
        Type.named("Accuracy", accuracy()),
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
        Type.of(rootMeanSquaredError()));
  }
}
