package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Sets inputs to zero at random while training, and scales the others by {@code 1 / (1 - rate)} so
 * that their sum is kept; passes everything through otherwise (Srivastava et al. 2014).
 *
 * @param rate the share of inputs to drop, in [0, 1)
 */
public record Dropout(float rate) implements Layer {

  public Dropout {
    checkRate("Dropout", rate);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    if (!pass.training() || rate == 0) {
      return input;
    }
    Ops tf = pass.tf();
    return drop(tf, input, pass.uniform(tf.shape(input)), rate);
  }

  /**
   * @throws IllegalArgumentException if the rate is not in [0, 1)
   */
  static void checkRate(String layer, float rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "%s needs a rate in [0, 1), but got %s.".formatted(layer, rate));
    }
  }

  /** Drops where the random numbers, which broadcast to the input, are below the rate. */
  static Operand<TFloat32> drop(
      Ops tf, Operand<TFloat32> input, Operand<TFloat32> uniform, float rate) {
    Operand<TFloat32> scaled = tf.math.mul(input, tf.constant(1 / (1 - rate)));
    return tf.select(tf.math.greaterEqual(uniform, tf.constant(rate)), scaled, tf.zerosLike(input));
  }

  @Override
  public String toString() {
    return "dropout(" + rate + ")";
  }
}
