package dev.lamina.layer;

/**
 * A layer with a linear transform, and the settings that all of them have.
 *
 * @param <L> the layer's own type
 */
public interface LinearLayer<L extends LinearLayer<L>> extends Layer {

  /** The settings. */
  Linear linear();

  /** The same layer with other settings. */
  L linear(Linear linear);

  /** The same layer followed by an activation function. */
  default L activation(ActivationFunction activation) {
    return linear(linear().activation(activation));
  }

  /** The same layer with or without a bias. */
  default L useBias(boolean useBias) {
    return linear(linear().useBias(useBias));
  }

  /** The same layer with another initializer of its kernel. */
  default L kernelInitializer(Initializer initializer) {
    return linear(linear().kernel(linear().kernel().initializer(initializer)));
  }

  /** The same layer with a penalty on its kernel. */
  default L kernelRegularizer(Regularizer regularizer) {
    return linear(linear().kernel(linear().kernel().regularizer(regularizer)));
  }

  /** The same layer with a constraint of its kernel. */
  default L kernelConstraint(Constraint constraint) {
    return linear(linear().kernel(linear().kernel().constraint(constraint)));
  }

  /** The same layer with another initializer of its bias. */
  default L biasInitializer(Initializer initializer) {
    return linear(linear().bias(linear().bias().initializer(initializer)));
  }

  /** The same layer with a penalty on its bias. */
  default L biasRegularizer(Regularizer regularizer) {
    return linear(linear().bias(linear().bias().regularizer(regularizer)));
  }

  /** The same layer with a constraint of its bias. */
  default L biasConstraint(Constraint constraint) {
    return linear(linear().bias(linear().bias().constraint(constraint)));
  }

  /** The same layer with a penalty on its output. */
  default L activityRegularizer(Regularizer regularizer) {
    return linear(linear().activityRegularizer(regularizer));
  }
}
