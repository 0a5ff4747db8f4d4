package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Applies an activation function to every node (softmax: to every row).
 *
 * @param activation the function
 */
public record Activation(ActivationFunction activation) implements Layer {

  @Override
  public Shape outputShape(Shape input) {
    if (activation.ofRows()) {
      Ranks.checkRow(activation.label(), input);
    }
    return input;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    return activation.apply(pass.tf(), input);
  }

  @Override
  public String toString() {
    return activation.label();
  }
}
