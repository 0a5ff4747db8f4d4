package dev.lamina.layer;

import dev.lamina.spec.Flattened;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What all layers share that transform linearly, add a bias and activate: dense and convolutional
 * ones.
 *
 * @param activation applied to the linear transform
 * @param useBias whether each node adds a constant of its own
 * @param kernel of the linear transform's weights
 * @param bias of the constants
 * @param activityRegularizer a penalty on the output, averaged over the batch
 */
@Flattened
public record Linear(
    ActivationFunction activation,
    boolean useBias,
    WeightRule kernel,
    WeightRule bias,
    Regularizer activityRegularizer) {

  /** With a bias of zeros, Glorot's initial kernel and no activation. */
  public static final Linear DEFAULT =
      new Linear(
          ActivationFunction.LINEAR,
          true,
          WeightRule.of(Initializers.glorotUniform()),
          WeightRule.of(Initializers.zeros()),
          Regularizers.none());

  Linear activation(ActivationFunction other) {
    return new Linear(other, useBias, kernel, bias, activityRegularizer);
  }

  Linear useBias(boolean other) {
    return new Linear(activation, other, kernel, bias, activityRegularizer);
  }

  Linear kernel(WeightRule other) {
    return new Linear(activation, useBias, other, bias, activityRegularizer);
  }

  Linear bias(WeightRule other) {
    return new Linear(activation, useBias, kernel, other, activityRegularizer);
  }

  Linear activityRegularizer(Regularizer other) {
    return new Linear(activation, useBias, kernel, bias, other);
  }

  /** Adds the weight {@code bias} if there is one, activates, and penalizes the outcome. */
  Operand<TFloat32> finish(Pass pass, Operand<TFloat32> transformed) {
    Operand<TFloat32> biased =
        useBias ? pass.tf().nn.biasAdd(transformed, pass.weight("bias")) : transformed;
    Operand<TFloat32> output = activation.apply(pass.tf(), biased);
    pass.penalize(activityRegularizer, output);
    return output;
  }

  /** What follows the layer's size in texts: its activation, unless that is linear. */
  String suffix() {
    return activation == ActivationFunction.LINEAR ? "" : " " + activation.label();
  }
}
