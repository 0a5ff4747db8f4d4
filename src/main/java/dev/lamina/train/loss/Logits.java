package dev.lamina.train.loss;

import java.util.Optional;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Finds what an activation was computed from, so that a loss on probabilities can be computed
 * stably from it.
 */
final class Logits {
  private Logits() {}

  /** The input of the op that gave the probabilities, if it is of the given type. */
  @SuppressWarnings("unchecked")
  static Optional<Operand<TFloat32>> of(Operand<TFloat32> probabilities, String opType) {
    return probabilities.op() instanceof GraphOperation op && op.type().equals(opType)
        ? Optional.of((Operand<TFloat32>) op.input(0))
        : Optional.empty();
  }
}
