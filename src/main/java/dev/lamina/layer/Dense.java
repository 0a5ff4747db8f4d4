package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A fully connected layer: {@code activation(x · kernel + bias)} from {@code [batch, features]} to
 * {@code [batch, units]}.
 *
 * @param units the number of nodes, at least 1
 * @param activation applied to the linear transform
 * @param useBias whether each node adds a constant of its own
 * @param kernelInitializer draws the kernel {@code [features, units]}
 * @param biasInitializer draws the bias {@code [units]}
 */
public record Dense(
    int units,
    ActivationFunction activation,
    boolean useBias,
    Initializer kernelInitializer,
    Initializer biasInitializer)
    implements Layer {

  public Dense {
    if (units < 1) {
      throw new IllegalArgumentException("Dense needs at least 1 unit, but got " + units + ".");
    }
  }

  /** The same layer followed by an activation function. */
  public Dense activation(ActivationFunction activation) {
    return new Dense(units, activation, useBias, kernelInitializer, biasInitializer);
  }

  /** The same layer with or without a bias. */
  public Dense useBias(boolean useBias) {
    return new Dense(units, activation, useBias, kernelInitializer, biasInitializer);
  }

  /** The same layer with another initializer of its kernel. */
  public Dense kernelInitializer(Initializer kernelInitializer) {
    return new Dense(units, activation, useBias, kernelInitializer, biasInitializer);
  }

  /** The same layer with another initializer of its bias. */
  public Dense biasInitializer(Initializer biasInitializer) {
    return new Dense(units, activation, useBias, kernelInitializer, biasInitializer);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.numDimensions() != 1) {
      throw new ShapeException(
          "Dense takes a vector per example, but got %s; put flatten() before it."
              .formatted(Shapes.text(input)));
    }
    return Shape.of(units);
  }

  @Override
  public List<Weight> weights(Shape input) {
    long features = input.get(0);
    Weight kernel =
        Weight.of("kernel", Shape.of(features, units), kernelInitializer).fans(features, units);
    Weight bias = Weight.of("bias", Shape.of(units), biasInitializer).fans(features, units);
    return useBias ? List.of(kernel, bias) : List.of(kernel);
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Operand<TFloat32> linear = pass.tf().linalg.matMul(input, pass.weight("kernel"));
    if (useBias) {
      linear = pass.tf().nn.biasAdd(linear, pass.weight("bias"));
    }
    return activation.apply(pass.tf(), linear);
  }

  @Override
  public String toString() {
    String text = "dense(" + units + ")";
    return activation == ActivationFunction.LINEAR ? text : text + " " + activation.label();
  }
}
