package dev.lamina.layer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.Type;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A fully connected layer: {@code activation(x · kernel + bias)} from {@code [batch, features]} to
 * {@code [batch, units]}. Of sequences and images it transforms the last axis alone, with the same
 * kernel everywhere: from {@code [batch, ..., features]} to {@code [batch, ..., units]}.
 *
 * @param units the number of nodes, at least 1
 * @param settings of the linear transform
 */
public record Dense(int units, Linear settings) implements LinearLayer<Dense> {
  static final Type<Dense> TYPE = Type.of(Layers.dense(1), "units");

  public Dense {
    Checks.atLeast("Dense", "units", units, 1);
  }

  @Override
  public Dense settings(Linear settings) {
    return new Dense(units, settings);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shapes.checkRow("Dense", input);
    return Shapes.leading(input).append(units);
  }

  @Override
  public List<Weight> weights(Shape input) {
    Shape kernel = Shape.of(Shapes.last(input), units);
    return settings.weights(units, Weight.kernel("kernel", kernel, settings.kernel()));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Shape example = Shapes.example(input);
    if (example.numDimensions() == 1) {
      return settings.finish(pass, pass.tf().linalg.matMul(input, pass.weight("kernel")));
    }
    Shape places = Shapes.leading(example);
    Operand<TFloat32> rows = Shapes.reshape(pass.tf(), input, -1, Shapes.last(example));
    Operand<TFloat32> output =
        settings.finish(
            pass.ofSteps(places.size()), pass.tf().linalg.matMul(rows, pass.weight("kernel")));
    return Shapes.reshape(pass.tf(), output, Shapes.leading(input.shape()).append(units));
  }

  @Override
  public long multiplications(Shape input) {
    return Shapes.leading(input).size() * LinearLayer.super.multiplications(input);
  }

  @Override
  public boolean masked(boolean input) {
    return input;
  }

  @Override
  public String toString() {
    return "dense(" + units + ")" + settings.suffix();
  }
}
