package dev.lamina.layer;

/**
 * What a layer takes for its activation: a function, as in {@code dense(32, RELU)}, or the layer
 * that applies one, as in {@code dense(32, relu())}.
 */
public sealed interface Activating permits ActivationFunction, Activations.Activation {

  /** The function. */
  ActivationFunction activation();
}
