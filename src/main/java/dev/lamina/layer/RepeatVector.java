package dev.lamina.layer;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Repeats each example: from {@code [batch, features]} to {@code [batch, n, features]}.
 *
 * @param n how often, at least 1
 */
public record RepeatVector(int n) implements Layer {

  public RepeatVector {
    Checks.atLeast("RepeatVector", "n", n, 1);
  }

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkVector("RepeatVector", input);
    return input.prepend(n);
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    return tf.tile(tf.expandDims(input, tf.constant(1)), tf.constant(new int[] {1, n, 1}));
  }

  @Override
  public String toString() {
    return "repeatVector(" + n + ")";
  }
}
