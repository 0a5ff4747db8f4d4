package dev.lamina.train.loss;

import dev.lamina.spec.Type;
import dev.lamina.spec.Types;
import dev.lamina.train.loss.BinaryLosses.BinaryCrossentropy;
import dev.lamina.train.loss.BinaryLosses.BinaryFocalCrossentropy;
import dev.lamina.train.loss.PointwiseLosses.Huber;
import dev.lamina.train.loss.VectorLosses.CategoricalCrossentropy;
import dev.lamina.train.loss.VectorLosses.SparseCategoricalCrossentropy;
import dev.lamina.train.metric.MeanMetric;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.metric.Metrics;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The built-in losses: import them statically. Each takes the targets y and the predictions p of a
 * batch and gives one number per example, {@code [batch]}, of which training makes the mean small.
 * Names, defaults and formulas are those of Keras 3.
 *
 * <p>Targets of another shape than a loss takes are refused by a {@link
 * dev.lamina.layer.ShapeException} when the model is compiled, targets of another range when they
 * are read.
 */
public final class Losses {
  private Losses() {}

  /**
   * The mean of (y − p)², in the square of the targets' unit. Targets and predictions {@code
   * [batch, ...]} of one shape, of any finite value.
   */
  public static Loss meanSquaredError() {
    return PointwiseLosses.MEAN_SQUARED_ERROR;
  }

  /** As {@link #meanSquaredError}, by the abbreviation. */
  public static Loss mse() {
    return meanSquaredError();
  }

  /**
   * The mean of |y − p|, in the targets' unit. Targets and predictions {@code [batch, ...]} of one
   * shape, of any finite value.
   */
  public static Loss meanAbsoluteError() {
    return PointwiseLosses.MEAN_ABSOLUTE_ERROR;
  }

  /** As {@link #meanAbsoluteError}, by the abbreviation. */
  public static Loss mae() {
    return meanAbsoluteError();
  }

  /**
   * The mean of 100 · |y − p| / |y|, in percent. Targets and predictions {@code [batch, ...]} of
   * one shape, of any finite value; targets nearer to 0 than 1e-7 count as 1e-7.
   */
  public static Loss meanAbsolutePercentageError() {
    return PointwiseLosses.MEAN_ABSOLUTE_PERCENTAGE_ERROR;
  }

  /**
   * The mean of (log(1 + y) − log(1 + p))². Targets and predictions {@code [batch, ...]} of one
   * shape, targets at least 0; values below 1e-7 count as 1e-7.
   */
  public static Loss meanSquaredLogarithmicError() {
    return PointwiseLosses.MEAN_SQUARED_LOGARITHMIC_ERROR;
  }

  /**
   * The mean of half the squares of errors up to δ and of δ · (|y − p| − δ/2) of larger ones (Huber
   * 1964), with δ = 1. Targets and predictions {@code [batch, ...]} of one shape, of any finite
   * value.
   */
  public static Huber huber() {
    return new Huber(1);
  }

  /**
   * The mean of log(cosh(p − y)): half the squares of small errors, the sizes of large ones.
   * Targets and predictions {@code [batch, ...]} of one shape, of any finite value.
   */
  public static Loss logCosh() {
    return PointwiseLosses.LOG_COSH;
  }

  /**
   * The mean of −y·log(p) − (1−y)·log(1−p), in nats. Targets {@code [batch, ...]} from 0 to 1;
   * predictions of the same shape, probabilities by default: the network ends in a sigmoid. No
   * smoothing by default.
   */
  public static BinaryCrossentropy binaryCrossentropy() {
    return new BinaryCrossentropy(false, 0);
  }

  /**
   * The binary cross-entropy times mᵞ, where m is the probability given to the wrong class, for few
   * examples of the one class and many of the other (Lin et al. 2017); γ = 2, and α = 0.25 should
   * class balancing be asked for. Targets and predictions as for {@link #binaryCrossentropy}.
   */
  public static BinaryFocalCrossentropy binaryFocalCrossentropy() {
    return new BinaryFocalCrossentropy(false, 0.25f, 2, false, 0);
  }

  /**
   * −Σ y·log(p) over the classes, in nats, the mean over the vectors of an example. Targets {@code
   * [batch, ..., classes]}, one-hot or probabilities; predictions of the same shape, probabilities
   * by default: the network ends in a softmax. No smoothing by default.
   */
  public static CategoricalCrossentropy categoricalCrossentropy() {
    return new CategoricalCrossentropy(false, 0);
  }

  /**
   * −log of the probability given to the right class, in nats, the mean over the vectors of an
   * example. Targets are class numbers from 0 on, {@code [batch, 1]} for predictions {@code [batch,
   * classes]} and {@code [batch, ...]} for {@code [batch, ..., classes]}; predictions are
   * probabilities by default: the network ends in a softmax.
   */
  public static SparseCategoricalCrossentropy sparseCategoricalCrossentropy() {
    return new SparseCategoricalCrossentropy(false);
  }

  /**
   * Σ y·log(y / p) over the classes, in nats (Kullback and Leibler 1951). Targets and predictions
   * {@code [batch, classes]}, probabilities: the network ends in a softmax.
   */
  public static Loss klDivergence() {
    return new VectorLosses.KLDivergence();
  }

  /**
   * The mean of p − y·log(p), the negative log likelihood of counts but for a constant, in nats.
   * Targets {@code [batch, ...]} of at least 0; predictions of the same shape are expected counts:
   * the network ends in softplus or an exponential.
   */
  public static Loss poisson() {
    return PointwiseLosses.POISSON;
  }

  /**
   * The mean of max(0, 1 − y·p). Targets {@code [batch, ...]} of −1 or 1, where 0 stands for −1;
   * predictions of the same shape, of any finite value.
   */
  public static Loss hinge() {
    return PointwiseLosses.HINGE;
  }

  /** The mean of the squares of max(0, 1 − y·p); targets and predictions as for {@link #hinge}. */
  public static Loss squaredHinge() {
    return PointwiseLosses.SQUARED_HINGE;
  }

  /**
   * max(0, 1 + m − p) where p is the prediction for the right class and m the largest of the others
   * (Crammer and Singer 2001). Targets {@code [batch, classes]}, one-hot; predictions of the same
   * shape, of any finite value.
   */
  public static Loss categoricalHinge() {
    return new VectorLosses.CategoricalHinge();
  }

  /**
   * Minus the cosine of the angle between target and prediction, from −1 (the same direction) to 1
   * (opposite ones), along the last axis. Targets and predictions {@code [batch, ..., features]} of
   * one shape, of any finite value.
   */
  public static Loss cosineSimilarity() {
    return new VectorLosses.CosineSimilarity();
  }

  /**
   * A loss made of a function, for targets of the prediction's shape and of any finite value; for
   * others implement {@link Loss}.
   *
   * <pre>{@code
   * loss("fourthPower", (tf, y, p) ->
   *     Loss.meanPerExample(tf, tf.math.square(tf.math.squaredDifference(y, p))))
   * }</pre>
   *
   * @param name shown beside the value
   * @param function gives one number per example, {@code [batch]}, from ops that have gradients
   * @throws IllegalArgumentException if the name is blank
   */
  public static Loss loss(String name, MeanMetric function) {
    return new CustomLoss(name, function);
  }

  private record CustomLoss(String name, MeanMetric function) implements Loss {
    CustomLoss {
      if (name.isBlank()) {
        throw new IllegalArgumentException("A loss needs a name to be shown by, but got a blank.");
      }
    }

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      return function.perExample(tf, target, prediction);
    }
  }

  /** Every built-in loss, as specs name them. */
  public static Types<Loss> types() {
    return Types.of(
        "loss",
        Loss.class,
        withoutOptions(meanSquaredError()),
        Type.of(binaryCrossentropy()),
        Type.of(sparseCategoricalCrossentropy()),
        withoutOptions(meanAbsoluteError()),
        withoutOptions(meanAbsolutePercentageError()),
        withoutOptions(meanSquaredLogarithmicError()),
        Type.of(huber()),
        withoutOptions(logCosh()),
        Type.of(binaryFocalCrossentropy()),
        Type.of(categoricalCrossentropy()),
        withoutOptions(klDivergence()),
        withoutOptions(poisson()),
        withoutOptions(hinge()),
        withoutOptions(squaredHinge()),
        withoutOptions(categoricalHinge()),
        withoutOptions(cosineSimilarity()),
        Type.of(meanSquaredError().classWeights(1), "loss", "classWeights"));
  }

  private static Type<Loss> withoutOptions(Loss loss) {
    return Type.named(loss.type(), loss);
  }

  /** Every built-in metric and loss, as the metrics of specs name them. */
  public static Types<Metric> metricTypes() {
    Types<Metric> all = Metrics.types();
    for (Type<? extends Loss> type : types().all()) {
      all = all.with(type);
    }
    return all.with(Type.of("Mean", new LossMean(huber()), "loss"));
  }

  /** A loss among metrics as specs had it before a loss was a metric itself. */
  private record LossMean(Loss loss) implements Loss {

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      return loss.perExample(tf, target, prediction);
    }

    @Override
    public Shape targetShape(Shape prediction) {
      return loss.targetShape(prediction);
    }

    @Override
    public String name() {
      return loss.name();
    }
  }
}
