package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code scale · x + offset} of every number, such as pixels from [0, 255] to [0, 1].
 *
 * @param scale the factor
 * @param offset what is added
 */
public record Rescaling(float scale, float offset) implements Layer {

  /** The same layer that adds something else. */
  public Rescaling offset(float offset) {
    return new Rescaling(scale, offset);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    return tf.math.add(tf.math.mul(input, tf.constant(scale)), tf.constant(offset));
  }

  @Override
  public String toString() {
    return "rescaling(" + scale + ", " + offset + ")";
  }
}
