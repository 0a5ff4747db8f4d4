package dev.lamina.train.optimizer;

import dev.lamina.train.schedule.Schedule;
import dev.lamina.train.schedule.Schedules;

/** The built-in optimizers, in order of increasing complexity: import them statically. */
public final class Optimizers {
  private Optimizers() {}

  /**
   * Gradient descent. Keras' default learning rate is 0.01f; PyTorch's, which the lecture uses, is
   * 0.001f.
   */
  public static Sgd sgd(float learningRate) {
    return sgd(Schedules.constant(learningRate));
  }

  /** Gradient descent with a learning rate that follows a schedule. */
  public static Sgd sgd(Schedule learningRate) {
    return new Sgd(learningRate, 0, false);
  }

  /**
   * Adam with Keras' settings (0.9, 0.999, epsilon 1e-7). Both Keras and PyTorch begin with a
   * learning rate of 0.001f.
   */
  public static Adam adam(float learningRate) {
    return adam(Schedules.constant(learningRate));
  }

  /** Adam with Keras' settings and a learning rate that follows a schedule. */
  public static Adam adam(Schedule learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-7f, Adam.EpsilonPlace.UNCORRECTED);
  }
}
