package dev.lamina.train.loss;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Predictions of one of many classes: the cross-entropy of a target's and a network's. */
final class ManyClasses {
  private ManyClasses() {}

  /**
   * −Σ target · log(probability), summed over the classes.
   *
   * <p>Probabilities that come straight from a softmax are traced back to its logits; others are
   * scaled to sum to 1 and clipped to [1e-7, 1 − 1e-7], as Keras does.
   *
   * @param target probabilities {@code [batch, classes]}
   * @param prediction {@code [batch, classes]}
   * @return {@code [batch]}
   */
  static Operand<TFloat32> crossentropy(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction, boolean fromLogits) {
    Optional<Operand<TFloat32>> logits = fromLogits ? Optional.of(prediction) : logits(prediction);
    return logits
        .map(z -> ofLogits(tf, target, z))
        .orElseGet(() -> ofProbabilities(tf, target, prediction));
  }

  /** What a softmax, if there is one, made the probabilities of. */
  static Optional<Operand<TFloat32>> logits(Operand<TFloat32> probabilities) {
    return Logits.of(probabilities, "Softmax");
  }

  /** The cross-entropy from logits. */
  static Operand<TFloat32> ofLogits(Ops tf, Operand<TFloat32> target, Operand<TFloat32> logits) {
    return tf.nn.softmaxCrossEntropyWithLogits(logits, target).loss();
  }

  private static Operand<TFloat32> ofProbabilities(
      Ops tf, Operand<TFloat32> target, Operand<TFloat32> p) {
    Operand<TInt32> row = tf.constant(1);
    Operand<TFloat32> scaled = tf.math.div(p, tf.reduceSum(p, row, ReduceSum.keepDims(true)));
    Operand<TFloat32> clipped = Epsilon.clip(tf, scaled, 1 - Epsilon.VALUE);
    return tf.math.neg(tf.reduceSum(tf.math.mul(target, tf.math.log(clipped)), row));
  }
}
