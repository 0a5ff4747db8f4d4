package dev.lamina.train.loss;

import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.train.metric.ClassNumbers;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A loss in which each example counts as much as its class says.
 *
 * @param loss of each example, before it is weighted
 * @param classWeights one for each class, finite and at least 0
 */
record ClassWeighted(Loss loss, List<Float> classWeights) implements Loss {

  ClassWeighted {
    classWeights = List.copyOf(classWeights);
    for (float weight : classWeights) {
      if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Class weights are finite and at least 0, but got %s.".formatted(classWeights));
      }
    }
    if (classWeights.isEmpty()) {
      throw new IllegalArgumentException("Class weights are one for each class, but got none.");
    }
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    float[] weights = new float[classWeights.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = classWeights.get(i);
    }
    Operand<TFloat32> each =
        tf.gather(tf.constant(weights), classOf(tf, target, prediction), tf.constant(0));
    return tf.math.mul(loss.perExample(tf, target, prediction), each);
  }

  private static Operand<TInt32> classOf(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    if (prediction.shape().get(1) > 1) {
      return ClassNumbers.of(tf, target);
    }
    Operand<TFloat32> flat = tf.reshape(target, tf.constant(new int[] {-1}));
    return tf.dtypes.cast(tf.math.greater(flat, tf.constant(0.5f)), TInt32.class);
  }

  @Override
  public Shape targetShape(Shape prediction) {
    Shape target = loss.targetShape(prediction);
    if (prediction.numDimensions() != 1 || target.numDimensions() != 1) {
      throw new ShapeException(
          "Class weights are for networks that give one vector per example, but this one gives %s; end it with dense(classes)."
              .formatted(Shapes.text(prediction)));
    }
    long classes = Math.max(2, prediction.get(0));
    if (classes != classWeights.size()) {
      throw new ShapeException(
          "The network tells %s classes apart, but got %s class weights, %s; give one for each class."
              .formatted(classes, classWeights.size(), classWeights));
    }
    return target;
  }

  @Override
  public TargetRange targets(Shape prediction) {
    TargetRange range = loss.targets(prediction);
    return range.equals(TargetRange.ANY) ? TargetRange.classes(2) : range;
  }

  @Override
  public float threshold() {
    return loss.threshold();
  }

  @Override
  public Loss evaluated() {
    return loss.evaluated();
  }

  @Override
  public String name() {
    return loss.name();
  }
}
