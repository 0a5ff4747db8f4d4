package dev.lamina.train.loss;

import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.train.metric.ClassNumbers;
import dev.lamina.train.metric.VectorMetric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.framework.losses.Losses;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Losses that compare whole vectors: a number for each of many classes, or a direction. */
public final class VectorLosses {
  /** Whether TensorFlow is asked, by its own environment variable, for the same bits every time. */
  private static final boolean DETERMINISTIC =
      List.of("1", "true")
          .contains(String.valueOf(System.getenv("TF_DETERMINISTIC_OPS")).toLowerCase(Locale.ROOT));

  private VectorLosses() {}

  /** A loss whose target is a number from 0 to 1 for each class, such as a one-hot vector. */
  private interface OneHotLoss extends Loss, VectorMetric {
    @Override
    default Shape targetShape(Shape prediction) {
      classes(type(), prediction);
      return prediction;
    }

    @Override
    default TargetRange targets(Shape prediction) {
      return TargetRange.PROBABILITIES;
    }
  }

  /**
   * −Σ y·log(p) over the classes; the target is a probability for each class, such as a one-hot
   * vector.
   *
   * <p>Probabilities that come straight from a softmax are traced back to its logits; others are
   * scaled to sum to 1 and clipped to [1e-7, 1 − 1e-7], as Keras does.
   *
   * @param fromLogits whether the network ends without a softmax
   * @param labelSmoothing in [0, 1]: this share of each target is spread evenly over the classes
   */
  public record CategoricalCrossentropy(boolean fromLogits, float labelSmoothing)
      implements OneHotLoss {

    public CategoricalCrossentropy {
      Probabilities.checkSmoothing("CategoricalCrossentropy", labelSmoothing);
    }

    /** The same loss for a network that ends without, or with, a softmax. */
    public CategoricalCrossentropy fromLogits(boolean fromLogits) {
      return new CategoricalCrossentropy(fromLogits, labelSmoothing);
    }

    /** The same loss with a share of each target spread over the classes. */
    public CategoricalCrossentropy labelSmoothing(double labelSmoothing) {
      return new CategoricalCrossentropy(fromLogits, (float) labelSmoothing);
    }

    @Override
    public Operand<TFloat32> perRow(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      int classes = (int) prediction.shape().get(1);
      return crossentropy(
          tf, Probabilities.smooth(tf, target, labelSmoothing, classes), prediction, fromLogits);
    }
  }

  /**
   * −log of the probability given to the target's class; the target is the class number, or of a
   * sequence that of each step.
   *
   * <p>Probabilities that come straight from a softmax are traced back to its logits; others are
   * scaled to sum to 1 and clipped to [1e-7, 1 − 1e-7], as Keras does.
   *
   * @param fromLogits whether the network ends without a softmax
   */
  public record SparseCategoricalCrossentropy(boolean fromLogits) implements Loss, VectorMetric {

    /** The same loss for a network that ends without, or with, a softmax. */
    public SparseCategoricalCrossentropy fromLogits(boolean fromLogits) {
      return new SparseCategoricalCrossentropy(fromLogits);
    }

    @Override
    public Operand<TFloat32> perRow(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      int classes = (int) prediction.shape().get(1);
      return crossentropy(tf, ClassNumbers.oneHot(tf, target, classes), prediction, fromLogits);
    }

    @Override
    public Shape targetShape(Shape prediction) {
      classes(type(), prediction);
      return ClassNumbers.shape(prediction);
    }

    @Override
    public TargetRange targets(Shape prediction) {
      return TargetRange.classes(classes(type(), prediction));
    }
  }

  /**
   * Σ y·log(y / p) over the classes (Kullback and Leibler 1951); the target is a probability for
   * each class.
   *
   * <p>Probabilities that come straight from a softmax are traced back to its logits; others, like
   * the targets, are clipped to [1e-7, 1], as Keras does.
   */
  record KLDivergence() implements OneHotLoss {

    @Override
    public Operand<TFloat32> perRow(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      Operand<TFloat32> y = Probabilities.clip(tf, target, 1);
      Operand<TFloat32> certainty = weighted(tf, y, y);
      Optional<Operand<TFloat32>> logits = Probabilities.logits(tf, prediction, "Softmax");
      Operand<TFloat32> surprise =
          logits
              .map(z -> ofLogits(tf, y, z))
              .orElseGet(() -> tf.math.neg(weighted(tf, y, Probabilities.clip(tf, prediction, 1))));
      return tf.math.add(certainty, surprise);
    }

    /** Σ y·log(p) over the classes. */
    private static Operand<TFloat32> weighted(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
      return tf.reduceSum(tf.math.mul(y, tf.math.log(p)), tf.constant(1));
    }
  }

  /**
   * max(0, 1 + m − p) where p is the prediction for the target's class and m the largest of the
   * others; targets are one-hot.
   */
  record CategoricalHinge() implements OneHotLoss {

    @Override
    public Operand<TFloat32> perRow(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      Operand<TInt32> row = tf.constant(1);
      Operand<TFloat32> one = tf.constant(1f);
      Operand<TFloat32> right = tf.reduceSum(tf.math.mul(target, prediction), row);
      Operand<TFloat32> wrong =
          tf.reduceMax(tf.math.mul(tf.math.sub(one, target), prediction), row);
      return tf.math.maximum(tf.math.add(tf.math.sub(wrong, right), one), tf.constant(0f));
    }
  }

  /**
   * Minus the cosine of the angle between target and prediction: −1 if they point the same way, 1
   * if they point apart. Along the last axis, the mean over the others; vectors shorter than 1e-7
   * count as that long, as in Keras.
   */
  record CosineSimilarity() implements Loss {
    private static final float LEAST_SQUARE = 1e-14f;

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      Operand<TFloat32> product = tf.math.mul(unit(tf, target), unit(tf, prediction));
      return Loss.meanPerExample(tf, tf.math.neg(tf.reduceSum(product, tf.constant(-1))));
    }

    private static Operand<TFloat32> unit(Ops tf, Operand<TFloat32> vector) {
      Operand<TFloat32> square =
          tf.reduceSum(tf.math.square(vector), tf.constant(-1), ReduceSum.keepDims(true));
      return tf.math.mul(vector, tf.math.rsqrt(tf.math.maximum(square, tf.constant(LEAST_SQUARE))));
    }

    @Override
    public Shape targetShape(Shape prediction) {
      if (prediction.isScalar()) {
        throw new ShapeException(
            "CosineSimilarity takes a vector per example, but the network gives []; put flatten() at its end.");
      }
      return prediction;
    }
  }

  /**
   * −Σ target · log(probability), summed over the classes.
   *
   * @param target probabilities {@code [batch, classes]}
   * @param prediction {@code [batch, classes]}
   * @return {@code [batch]}
   */
  private static Operand<TFloat32> crossentropy(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction, boolean fromLogits) {
    Optional<Operand<TFloat32>> logits =
        fromLogits ? Optional.of(prediction) : Probabilities.logits(tf, prediction, "Softmax");
    return logits
        .map(z -> ofLogits(tf, target, z))
        .orElseGet(() -> Losses.categoricalCrossentropy(tf, target, prediction, false, 0, -1));
  }

  private static Operand<TFloat32> ofLogits(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> logits) {
    return DETERMINISTIC ? inParts(tf, target, logits) : fused(tf, target, logits);
  }

  /** By ops which GPUs compute in the same order every time, as TensorFlow's own does not. */
  static Operand<TFloat32> inParts(Ops tf, Operand<TFloat32> target, Operand<TFloat32> logits) {
    Operand<TFloat32> each = tf.math.mul(target, tf.nn.logSoftmax(logits));
    return tf.math.neg(tf.reduceSum(each, tf.constant(-1)));
  }

  static Operand<TFloat32> fused(Ops tf, Operand<TFloat32> target, Operand<TFloat32> logits) {
    return tf.nn.softmaxCrossEntropyWithLogits(logits, target).loss();
  }

  /** The classes that predictions of this shape tell apart. */
  private static int classes(String loss, Shape prediction) {
    if (prediction.isScalar() || Shapes.last(prediction) < 2) {
      throw new ShapeException(
          "%s takes vectors of at least 2 classes, but the network gives %s; end it with dense(classes), softmax()."
              .formatted(loss, Shapes.text(prediction)));
    }
    return (int) Shapes.last(prediction);
  }
}
