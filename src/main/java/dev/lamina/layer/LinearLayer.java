package dev.lamina.layer;

import dev.lamina.spec.Flattened;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A layer that computes {@code activation(linear transform + bias)}: a dense or a convolutional
 * one.
 *
 * @param <L> the layer's own type
 */
public interface LinearLayer<L extends LinearLayer<L>> extends KernelLayer<L, LinearLayer.Linear> {

  /** The same layer with a penalty on its output, averaged over the batch. */
  default L activityRegularizer(Regularizer regularizer) {
    Linear old = settings();
    return settings(new Linear(old.activation, old.useBias, old.kernel, old.bias, regularizer));
  }

  @Override
  default boolean penalizesOutput() {
    return !settings().activityRegularizer().equals(Regularizers.none());
  }

  /**
   * The settings of a layer with a linear transform.
   *
   * @param activation applied to the linear transform
   * @param useBias whether each node adds a constant of its own
   * @param kernel of the linear transform's weights
   * @param bias of the constants
   * @param activityRegularizer a penalty on the output, averaged over the batch
   */
  @Flattened
  record Linear(
      ActivationFunction activation,
      boolean useBias,
      WeightRule kernel,
      WeightRule bias,
      Regularizer activityRegularizer)
      implements Settings<Linear> {

    /** With a bias of zeros, Glorot's initial kernel and no activation. */
    public static final Linear DEFAULT =
        new Linear(
            ActivationFunction.LINEAR,
            true,
            WeightRule.of(Initializers.glorotUniform()),
            WeightRule.of(Initializers.zeros()),
            Regularizers.none());

    @Override
    public Linear with(
        ActivationFunction activation, boolean useBias, WeightRule kernel, WeightRule bias) {
      return new Linear(activation, useBias, kernel, bias, activityRegularizer);
    }

    /** The kernels, and a bias of the last one's fans if there is one. */
    List<Weight> weights(long nodes, Weight... kernels) {
      List<Weight> weights = new ArrayList<>(List.of(kernels));
      if (useBias) {
        Weight last = kernels[kernels.length - 1];
        weights.add(Weight.of("bias", Shape.of(nodes), bias).fans(last.fanIn(), last.fanOut()));
      }
      return weights;
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
}
