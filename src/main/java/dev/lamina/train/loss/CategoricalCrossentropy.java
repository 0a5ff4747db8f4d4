package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

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
public record CategoricalCrossentropy(boolean fromLogits, float labelSmoothing) implements Loss {

  public CategoricalCrossentropy {
    Smoothing.check("CategoricalCrossentropy", labelSmoothing);
  }

  /** The same loss for a network that ends without, or with, a softmax. */
  public CategoricalCrossentropy fromLogits(boolean fromLogits) {
    return new CategoricalCrossentropy(fromLogits, labelSmoothing);
  }

  /** The same loss with a share of each target spread over the classes. */
  public CategoricalCrossentropy labelSmoothing(float labelSmoothing) {
    return new CategoricalCrossentropy(fromLogits, labelSmoothing);
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    int classes = (int) prediction.shape().get(1);
    return ManyClasses.crossentropy(
        tf, Smoothing.apply(tf, target, labelSmoothing, classes), prediction, fromLogits);
  }

  @Override
  public Shape targetShape(Shape prediction) {
    Loss.classes("CategoricalCrossentropy", prediction);
    return prediction;
  }

  @Override
  public TargetRange targets(Shape prediction) {
    return TargetRange.PROBABILITIES;
  }
}
