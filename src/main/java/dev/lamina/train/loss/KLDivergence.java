package dev.lamina.train.loss;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Σ y·log(y / p) over the classes (Kullback and Leibler 1951); the target is a probability for each
 * class.
 *
 * <p>Probabilities that come straight from a softmax are traced back to its logits; others, like
 * the targets, are clipped to [1e-7, 1], as Keras does.
 */
record KLDivergence() implements Loss {

  @Override
  public Operand<TFloat32> perExample(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TFloat32> y = Epsilon.clip(tf, target, 1);
    Operand<TFloat32> certainty = weighted(tf, y, y);
    Optional<Operand<TFloat32>> logits = ManyClasses.logits(prediction);
    Operand<TFloat32> surprise =
        logits
            .map(z -> ManyClasses.ofLogits(tf, y, z))
            .orElseGet(() -> tf.math.neg(weighted(tf, y, Epsilon.clip(tf, prediction, 1))));
    return tf.math.add(certainty, surprise);
  }

  /** Σ y·log(p) over the classes. */
  private static Operand<TFloat32> weighted(Ops tf, Operand<TFloat32> y, Operand<TFloat32> p) {
    return tf.reduceSum(tf.math.mul(y, tf.math.log(p)), tf.constant(1));
  }

  @Override
  public Shape targetShape(Shape prediction) {
    Loss.classes("KLDivergence", prediction);
    return prediction;
  }

  @Override
  public TargetRange targets(Shape prediction) {
    return TargetRange.PROBABILITIES;
  }
}
