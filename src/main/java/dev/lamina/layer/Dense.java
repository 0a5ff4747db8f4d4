package dev.lamina.layer;

import dev.lamina.spec.Checks;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A fully connected layer: {@code activation(x · kernel + bias)} from {@code [batch, features]} to
 * {@code [batch, units]}.
 *
 * @param units the number of nodes, at least 1
 * @param linear the settings that all layers with a linear transform share
 */
public record Dense(int units, Linear linear) implements LinearLayer<Dense> {

  public Dense {
    Checks.atLeast("Dense", "units", units, 1);
  }

  @Override
  public Dense linear(Linear linear) {
    return new Dense(units, linear);
  }

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkVector("Dense", input);
    return Shape.of(units);
  }

  @Override
  public List<Weight> weights(Shape input) {
    long features = input.get(0);
    List<Weight> weights = new ArrayList<>();
    weights.add(
        Weight.of("kernel", Shape.of(features, units), linear.kernel()).fans(features, units));
    if (linear.useBias()) {
      weights.add(Weight.of("bias", Shape.of(units), linear.bias()).fans(features, units));
    }
    return weights;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    return linear.finish(pass, pass.tf().linalg.matMul(input, pass.weight("kernel")));
  }

  @Override
  public String toString() {
    return "dense(" + units + ")" + linear.suffix();
  }
}
