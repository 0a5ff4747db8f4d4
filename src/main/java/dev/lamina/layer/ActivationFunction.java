package dev.lamina.layer;

import java.util.function.BiFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The activation functions, each a pure function of a node's linear transform. */
public enum ActivationFunction {
  LINEAR((tf, x) -> x),
  RELU((tf, x) -> tf.nn.relu(x)),
  SIGMOID((tf, x) -> tf.math.sigmoid(x)),
  TANH((tf, x) -> tf.math.tanh(x)),
  SOFTMAX((tf, x) -> tf.nn.softmax(x));

  @SuppressWarnings("Immutable") // The functions hold nothing.
  private final BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> function;

  ActivationFunction(BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> function) {
    this.function = function;
  }

  /** Builds the function of {@code x}, of any shape. */
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x) {
    return function.apply(tf, x);
  }

  /** The function's name in specs and summaries, such as {@code relu}. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
