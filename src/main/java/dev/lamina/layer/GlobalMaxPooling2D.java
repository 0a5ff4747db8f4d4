package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * The largest number of each channel: from {@code [batch, height, width, channels]} to {@code
 * [batch, channels]}.
 */
public record GlobalMaxPooling2D() implements Layer {

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkImage("GlobalMaxPooling2D", input);
    return Shape.of(input.get(2));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    return pass.tf().reduceMax(input, pass.tf().constant(new int[] {1, 2}));
  }

  @Override
  public String toString() {
    return "globalMaxPooling2D";
  }
}
