package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * −log of the probability given to the target's class; the target is the class number.
 *
 * <p>Probabilities that come straight from a softmax are traced back to its logits; others are
 * scaled to sum to 1 and clipped to [1e-7, 1 − 1e-7], as Keras does.
 *
 * @param fromLogits whether the network ends without a softmax
 */
public record SparseCategoricalCrossentropy(boolean fromLogits) implements Loss {

  /** The same loss for a network that ends without, or with, a softmax. */
  public SparseCategoricalCrossentropy fromLogits(boolean fromLogits) {
    return new SparseCategoricalCrossentropy(fromLogits);
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    int classes = (int) prediction.shape().get(1);
    return ManyClasses.crossentropy(
        tf, ClassNumbers.oneHot(tf, target, classes), prediction, fromLogits);
  }

  @Override
  public Shape targetShape(Shape prediction) {
    Loss.classes("SparseCategoricalCrossentropy", prediction);
    return Shape.of(1);
  }

  @Override
  public TargetRange targets(Shape prediction) {
    return TargetRange.classes(Loss.classes("SparseCategoricalCrossentropy", prediction));
  }
}
