package dev.lamina.train.metric;

import dev.lamina.layer.Shapes;
import dev.lamina.spec.Checks;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The shares of values or examples whose class is predicted. */
final class Accuracies {
  private Accuracies() {}

  /**
   * The accuracy that goes with the shapes of target and prediction.
   *
   * @param threshold above which a single number says 1
   */
  record Accuracy(float threshold) implements MeanMetric {

    @Override
    public Metric above(float threshold) {
      return new Accuracy(threshold);
    }

    private MeanMetric of(Shape target, Shape prediction) {
      if (prediction.isScalar() || Shapes.last(prediction) == 1) {
        return new BinaryAccuracy(threshold);
      }
      boolean classNumbers =
          target.numDimensions() < prediction.numDimensions() || Shapes.last(target) == 1;
      return classNumbers ? new SparseCategoricalAccuracy() : new CategoricalAccuracy();
    }

    @Override
    public int size(Shape target, Shape prediction) {
      return of(target, prediction).size(target, prediction);
    }

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      return of(Shapes.example(target), Shapes.example(prediction))
          .perExample(tf, target, prediction);
    }

    @Override
    public Optional<Boolean> largerIsBetter() {
      return Optional.of(true);
    }
  }

  /**
   * The share of values on the right side of the threshold.
   *
   * @param threshold predictions above it say 1
   */
  record BinaryAccuracy(float threshold) implements MeanMetric {

    @Override
    public int size(Shape target, Shape prediction) {
      Targets.checkSameShape(this, target, prediction);
      return 1;
    }

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      Operand<TBool> predicted = tf.math.greater(prediction, tf.constant(threshold));
      Operand<TBool> actual = tf.math.greater(target, tf.constant(0.5f));
      Operand<TFloat32> right = tf.dtypes.cast(tf.math.equal(predicted, actual), TFloat32.class);
      int each = (int) Shapes.example(prediction).size();
      return tf.math.mean(Targets.rows(tf, right, each), tf.constant(1));
    }

    @Override
    public Optional<Boolean> largerIsBetter() {
      return Optional.of(true);
    }

    @Override
    public String name() {
      return threshold == 0.5f ? "binaryAccuracy" : "binaryAccuracy(" + threshold + ")";
    }
  }

  /** 1 for each vector whose class is predicted, else 0. */
  private interface OfClasses extends VectorMetric {
    @Override
    default Optional<Boolean> largerIsBetter() {
      return Optional.of(true);
    }
  }

  /** 1 for each vector whose first most probable class is the target's, else 0. */
  private interface FirstIsRight extends OfClasses {
    @Override
    default Operand<TFloat32> perRow(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      Operand<TInt32> predicted = tf.math.argMax(prediction, tf.constant(1), TInt32.class);
      return tf.dtypes.cast(tf.math.equal(predicted, ClassNumbers.of(tf, target)), TFloat32.class);
    }
  }

  /** The share of examples whose most probable class is the one-hot target's. */
  record CategoricalAccuracy() implements FirstIsRight {
    @Override
    public int size(Shape target, Shape prediction) {
      Targets.checkOneHot(this, target, prediction);
      return 1;
    }
  }

  /** The share of examples whose most probable class is the target's class number. */
  record SparseCategoricalAccuracy() implements FirstIsRight {
    @Override
    public int size(Shape target, Shape prediction) {
      Targets.checkClassNumbers(this, target, prediction);
      return 1;
    }
  }

  /**
   * 1 for each vector of which fewer than k classes are more probable than the target's, else 0.
   * Classes as probable as the k-th count as among the first k, as in Keras.
   */
  private interface OneOfTopK extends OfClasses {

    /** How many classes count, at least 1. */
    int k();

    @Override
    default Operand<TFloat32> perRow(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      Operand<TInt32> row = tf.constant(1);
      int classes = Targets.columns(prediction.shape());
      Operand<TFloat32> ofTarget =
          tf.reduceSum(
              tf.math.mul(ClassNumbers.oneHot(tf, target, classes), prediction),
              row,
              ReduceSum.keepDims(true));
      // "Not at most" rather than "greater", so that NaN is never right.
      Operand<TBool> ahead = tf.math.logicalNot(tf.math.lessEqual(prediction, ofTarget));
      Operand<TFloat32> count = tf.reduceSum(tf.dtypes.cast(ahead, TFloat32.class), row);
      return tf.dtypes.cast(tf.math.less(count, tf.constant((float) k())), TFloat32.class);
    }

    @Override
    default String name() {
      return OfClasses.super.name() + "(" + k() + ")";
    }
  }

  /** The share of examples whose one-hot target's class is among the k most probable ones. */
  record TopKCategoricalAccuracy(int k) implements OneOfTopK {

    TopKCategoricalAccuracy {
      Checks.atLeast("TopKCategoricalAccuracy", "k", k, 1);
    }

    @Override
    public int size(Shape target, Shape prediction) {
      Targets.checkOneHot(this, target, prediction);
      return 1;
    }
  }

  /** The share of examples whose target's class number is among the k most probable ones. */
  record SparseTopKCategoricalAccuracy(int k) implements OneOfTopK {

    SparseTopKCategoricalAccuracy {
      Checks.atLeast("SparseTopKCategoricalAccuracy", "k", k, 1);
    }

    @Override
    public int size(Shape target, Shape prediction) {
      Targets.checkClassNumbers(this, target, prediction);
      return 1;
    }
  }
}
