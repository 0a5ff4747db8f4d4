package dev.lamina.train.optimizer;

import dev.lamina.spec.Type;
import dev.lamina.spec.Types;
import dev.lamina.spec.Types.Common;
import dev.lamina.train.optimizer.AdagradFamily.Adadelta;
import dev.lamina.train.optimizer.AdagradFamily.Adagrad;
import dev.lamina.train.optimizer.AdagradFamily.RMSprop;
import dev.lamina.train.optimizer.AdamFamily.Adam;
import dev.lamina.train.optimizer.AdamFamily.AdamW;
import dev.lamina.train.optimizer.AdamFamily.Adamax;
import dev.lamina.train.optimizer.AdamFamily.EpsilonPlace;
import dev.lamina.train.optimizer.AdamFamily.Nadam;
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
   * Adagrad with Keras' settings (sums from 0.1, epsilon 1e-7). Keras begins with a learning rate
   * of 0.001f, the paper with more.
   */
  public static Adagrad adagrad(float learningRate) {
    return adagrad(Schedules.constant(learningRate));
  }

  /** Adagrad with Keras' settings and a learning rate that follows a schedule. */
  public static Adagrad adagrad(Schedule learningRate) {
    return new Adagrad(learningRate, 0.1f, 1e-7f);
  }

  /**
   * RMSprop with Keras' settings (rho 0.9, epsilon 1e-7). Keras' default learning rate is 0.001f.
   */
  public static RMSprop rmsprop(float learningRate) {
    return rmsprop(Schedules.constant(learningRate));
  }

  /** RMSprop with Keras' settings and a learning rate that follows a schedule. */
  public static RMSprop rmsprop(Schedule learningRate) {
    return new RMSprop(learningRate, 0.9, 0, 1e-7f, false);
  }

  /**
   * Adadelta with Keras' settings (rho 0.95, epsilon 1e-7). Keras' default learning rate is 0.001f;
   * 1 is the paper's rule.
   */
  public static Adadelta adadelta(float learningRate) {
    return adadelta(Schedules.constant(learningRate));
  }

  /** Adadelta with Keras' settings and a learning rate that follows a schedule. */
  public static Adadelta adadelta(Schedule learningRate) {
    return new Adadelta(learningRate, 0.95, 1e-7f);
  }

  /**
   * Lion with Keras' settings (0.9, 0.99). Keras' default learning rate is 0.001f; the paper takes
   * less.
   */
  public static Lion lion(float learningRate) {
    return lion(Schedules.constant(learningRate));
  }

  /** Lion with Keras' settings and a learning rate that follows a schedule. */
  public static Lion lion(Schedule learningRate) {
    return new Lion(learningRate, 0.9, 0.99, 0);
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
    return new Adam(learningRate, 0.9, 0.999, 1e-7f, false, EpsilonPlace.UNCORRECTED);
  }

  /**
   * Adam with a weight decay of 0.004 and Keras' settings (0.9, 0.999, epsilon 1e-7). Both Keras
   * and PyTorch begin with a learning rate of 0.001f; PyTorch's weight decay is 0.01f.
   */
  public static AdamW adamW(float learningRate) {
    return adamW(Schedules.constant(learningRate));
  }

  /** AdamW with Keras' settings and a learning rate that follows a schedule. */
  public static AdamW adamW(Schedule learningRate) {
    return new AdamW(learningRate, 0.004f, 0.9, 0.999, 1e-7f, false, EpsilonPlace.UNCORRECTED);
  }

  /**
   * Adamax with Keras' settings (0.9, 0.999, epsilon 1e-7). Keras' default learning rate is 0.001f,
   * the paper's 0.002f.
   */
  public static Adamax adamax(float learningRate) {
    return adamax(Schedules.constant(learningRate));
  }

  /** Adamax with Keras' settings and a learning rate that follows a schedule. */
  public static Adamax adamax(Schedule learningRate) {
    return new Adamax(learningRate, 0.9, 0.999, 1e-7f);
  }

  /**
   * Nadam with Keras' settings (0.9, 0.999, epsilon 1e-7). Keras' default learning rate is 0.001f.
   */
  public static Nadam nadam(float learningRate) {
    return nadam(Schedules.constant(learningRate));
  }

  /** Nadam with Keras' settings and a learning rate that follows a schedule. */
  public static Nadam nadam(Schedule learningRate) {
    return new Nadam(learningRate, 0.9, 0.999, 1e-7f);
  }

  /**
   * Follow the regularized leader with Keras' settings (power -0.5, sums from 0.1, no penalties).
   * Keras' default learning rate is 0.001f.
   */
  public static Ftrl ftrl(float learningRate) {
    return ftrl(Schedules.constant(learningRate));
  }

  /** Ftrl with Keras' settings and a learning rate that follows a schedule. */
  public static Ftrl ftrl(Schedule learningRate) {
    return new Ftrl(learningRate, -0.5f, 0.1f, 0, 0, 0, 0);
  }

  /** Every built-in optimizer, as specs name them, with the learning rates of Keras. */
  public static Types<Optimizer> types() {
    return Types.of(
            "optimizer",
            Optimizer.class,
            Type.of("SGD", sgd(0.01f)),
            Type.of(adam(0.001f)),
            Type.of(adamW(0.001f)),
            Type.of(adamax(0.001f)),
            Type.of(nadam(0.001f)),
            Type.of(rmsprop(0.001f)),
            Type.of(adagrad(0.001f)),
            Type.of(adadelta(0.001f)),
            Type.of(ftrl(0.001f)),
            Type.of(lion(0.0001f)))
        .with(new Common<>(CommonOptions.NONE, Optimizer::options, Optimizer::with));
  }
}
