package dev.lamina.train.loss;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * −y·log(p) − (1−y)·log(1−p), the mean over an example's values.
 *
 * <p>Computed as y·softplus(−z) + (1−y)·softplus(z) from the logits z, which is exact for any size
 * of z. Probabilities that come straight from a sigmoid are traced back to its logits; others are
 * clipped to [1e-7, 1 − 1e-7], as Keras does.
 *
 * @param fromLogits whether the network ends without a sigmoid
 * @param labelSmoothing in [0, 1]: targets are drawn towards 0.5 by this share
 */
public record BinaryCrossentropy(boolean fromLogits, float labelSmoothing) implements Loss {

  public BinaryCrossentropy {
    Smoothing.check("BinaryCrossentropy", labelSmoothing);
  }

  /** The same loss for a network that ends without, or with, a sigmoid. */
  public BinaryCrossentropy fromLogits(boolean fromLogits) {
    return new BinaryCrossentropy(fromLogits, labelSmoothing);
  }

  /** The same loss with targets that are drawn towards 0.5. */
  public BinaryCrossentropy labelSmoothing(float labelSmoothing) {
    return new BinaryCrossentropy(fromLogits, labelSmoothing);
  }

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    TwoClasses classes = TwoClasses.of(tf, prediction, fromLogits);
    return Loss.meanPerExample(
        tf, classes.crossentropy(Smoothing.apply(tf, target, labelSmoothing, 2)));
  }

  @Override
  public TargetRange targets(Shape prediction) {
    return TargetRange.PROBABILITIES;
  }
}
