package dev.lamina.train.optimizer;

/** The built-in optimizers, in order of increasing complexity: import them statically. */
public final class Optimizers {
  private Optimizers() {}

  /**
   * Gradient descent. Keras' default learning rate is 0.01f; PyTorch's, which the lecture uses, is
   * 0.001f.
   */
  public static Sgd sgd(float learningRate) {
    return new Sgd(learningRate, 0, false);
  }

  /**
   * Adam with Keras' settings (0.9, 0.999, epsilon 1e-7). Both Keras and PyTorch begin with a
   * learning rate of 0.001f.
   */
  public static Adam adam(float learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-7f, Adam.EpsilonPlace.UNCORRECTED);
  }
}
