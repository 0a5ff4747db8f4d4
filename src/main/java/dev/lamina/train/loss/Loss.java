package dev.lamina.train.loss;

import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.train.metric.MeanMetric;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What training makes small: a number for each example that says how wrong its prediction is.
 * {@link Losses} has the built-in ones and makes one of a lambda.
 *
 * <p>A loss is a metric as well, its mean over the examples: {@code compile(sgd(0.01),
 * meanSquaredError(), meanAbsoluteError())} trains by the one and shows the other.
 */
public interface Loss extends MeanMetric {

  /**
   * The shape that one example's target must have for predictions of the given shape.
   *
   * @throws ShapeException if the loss cannot take such predictions
   */
  default Shape targetShape(Shape prediction) {
    return prediction;
  }

  /** The target values that the loss can take for predictions of the given shape. */
  default TargetRange targets(Shape prediction) {
    return TargetRange.ANY;
  }

  @Override
  default int size(Shape target, Shape prediction) {
    Shape wanted = targetShape(prediction);
    if (!wanted.equals(target)) {
      throw new ShapeException(
          "The metric %s takes targets of shape %s, but they are %s; take a metric for the targets that the loss takes."
              .formatted(name(), Shapes.text(wanted), Shapes.text(target)));
    }
    return 1;
  }

  /** Losses are made small. */
  @Override
  default Optional<Boolean> largerIsBetter() {
    return Optional.of(false);
  }

  /**
   * Above what the single number that a network gives says class 1: 0.5 for a probability, 0 for a
   * logit or a sign.
   */
  default float threshold() {
    return 0.5f;
  }

  /** The loss by which evaluations and validations count: this one without its class weights. */
  default Loss evaluated() {
    return this;
  }

  /**
   * The same loss in which each example counts as much as its class says: an example's loss is
   * multiplied by the weight of its class. The loss of a batch is the sum of that divided by the
   * number of examples, as with {@code class_weight} in Keras. As there, class weights are for
   * training: evaluations and validations are not weighted. Weights of examples, which a data set
   * has, count in both.
   *
   * <p>An example's class is its target if that is a class number, whether it is above 0.5 if the
   * network gives a single number, and the place of the largest value if the target is a vector.
   *
   * @param weights one for each class, finite and at least 0
   * @throws IllegalArgumentException if a weight is negative, infinite or NaN, or there is none
   */
  default Loss classWeights(double... weights) {
    return new ClassWeighted(
        this, DoubleStream.of(weights).mapToObj(weight -> (float) weight).toList());
  }

  /** The mean over all axes but the first: one number per example. */
  static Operand<TFloat32> meanPerExample(Ops tf, Operand<TFloat32> values) {
    int rank = values.shape().numDimensions();
    int[] axes = IntStream.range(1, rank).toArray();
    return rank == 1 ? values : tf.math.mean(values, tf.constant(axes));
  }
}
