package dev.lamina.layer;

/** The factories that make the DSL: import them statically. */
public final class Layers {
  private Layers() {}

  /** A fully connected layer with a bias, Glorot's initial kernel and no activation. */
  public static Dense dense(int units) {
    return new Dense(units, Linear.DEFAULT);
  }

  /** Applies an activation function. */
  public static Activation activation(ActivationFunction function) {
    return new Activation(function);
  }

  /** max(0, x). */
  public static Activation relu() {
    return activation(ActivationFunction.RELU);
  }

  /** 1 / (1 + e⁻ˣ): the probability of class 1. */
  public static Activation sigmoid() {
    return activation(ActivationFunction.SIGMOID);
  }

  /** The hyperbolic tangent. */
  public static Activation tanh() {
    return activation(ActivationFunction.TANH);
  }

  /** Turns each row into probabilities that sum to 1. */
  public static Activation softmax() {
    return activation(ActivationFunction.SOFTMAX);
  }

  /** Drops a share of its inputs at random while training. */
  public static Dropout dropout(float rate) {
    return new Dropout(rate);
  }

  /** Lays each example out as one vector. */
  public static Flatten flatten() {
    return new Flatten();
  }
}
