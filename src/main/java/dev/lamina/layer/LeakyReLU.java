package dev.lamina.layer;

import dev.lamina.spec.Checks;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/**
 * x above 0 and {@code negativeSlope · x} below, of every number (Maas et al. 2013).
 *
 * @param negativeSlope at least 0
 */
public record LeakyReLU(float negativeSlope) implements Layer {

  public LeakyReLU {
    Checks.notNegative("LeakyReLU", "negativeSlope", negativeSlope);
  }

  /** The same layer with another slope below 0. */
  public LeakyReLU negativeSlope(float negativeSlope) {
    return new LeakyReLU(negativeSlope);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    return pass.tf().nn.leakyRelu(input, LeakyRelu.alpha(negativeSlope));
  }

  @Override
  public String toString() {
    return "leakyReLU(" + negativeSlope + ")";
  }
}
