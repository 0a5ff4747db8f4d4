package dev.lamina.layer;

/**
 * A layer that multiplies its input by a weight {@code kernel}, adds a weight {@code bias} and
 * activates the sum.
 *
 * @param <L> the layer's own type
 * @param <S> the type of its settings
 */
public interface KernelLayer<L, S extends KernelLayer.Settings<S>> extends Layer {

  /**
   * What all layers with a kernel can be told, beside settings of their own.
   *
   * @param <S> the settings' own type
   */
  interface Settings<S> {

    /** Applied to the sum. */
    ActivationFunction activation();

    /** Whether there is a weight {@code bias}. */
    boolean useBias();

    /** The rule of the weight {@code kernel}. */
    WeightRule kernel();

    /** The rule of the weight {@code bias}. */
    WeightRule bias();

    /** The same settings but for those that are given. */
    S with(ActivationFunction activation, boolean useBias, WeightRule kernel, WeightRule bias);
  }

  /** The layer's settings. */
  S settings();

  /** The same layer with other settings. */
  L settings(S settings);

  /** The same layer with another activation: a function, or the layer that applies one. */
  default L activation(Activating activating) {
    S old = settings();
    return settings(old.with(activating.activation(), old.useBias(), old.kernel(), old.bias()));
  }

  /** The same layer with or without a bias. */
  default L useBias(boolean useBias) {
    S old = settings();
    return settings(old.with(old.activation(), useBias, old.kernel(), old.bias()));
  }

  /** The same layer with another initializer, regularizer or constraint of its kernel. */
  default L kernel(WeightOption... options) {
    S old = settings();
    WeightRule kernel = old.kernel().with(options);
    return settings(old.with(old.activation(), old.useBias(), kernel, old.bias()));
  }

  /** The same layer with another initializer, regularizer or constraint of its bias. */
  default L bias(WeightOption... options) {
    S old = settings();
    WeightRule bias = old.bias().with(options);
    return settings(old.with(old.activation(), old.useBias(), old.kernel(), bias));
  }

  /** As {@link #kernel} with an initializer, in Keras' words. */
  default L kernelInitializer(Initializer initializer) {
    return kernel(initializer);
  }

  /** As {@link #kernel} with a regularizer, in Keras' words. */
  default L kernelRegularizer(Regularizer regularizer) {
    return kernel(regularizer);
  }

  /** As {@link #kernel} with a constraint, in Keras' words. */
  default L kernelConstraint(Constraint constraint) {
    return kernel(constraint);
  }

  /** As {@link #bias} with an initializer, in Keras' words. */
  default L biasInitializer(Initializer initializer) {
    return bias(initializer);
  }

  /** As {@link #bias} with a regularizer, in Keras' words. */
  default L biasRegularizer(Regularizer regularizer) {
    return bias(regularizer);
  }

  /** As {@link #bias} with a constraint, in Keras' words. */
  default L biasConstraint(Constraint constraint) {
    return bias(constraint);
  }
}
