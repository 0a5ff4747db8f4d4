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

/**
 * The built-in optimizers, in order of increasing complexity: import them statically. Each takes a
 * weight w and the gradient g of the batch's loss by it, of the weight's shape, to the next weight.
 *
 * <p>Names, formulas and defaults are those of Keras 3, the learning rate α among them: one that is
 * given is a number, finite and at least 0, or a schedule by the number of updates. An option out
 * of its range is refused by an {@link IllegalArgumentException}.
 */
public final class Optimizers {
  private Optimizers() {}

  /**
   * Gradient descent: w ← w − α·g, without momentum. Keras' default learning rate is 0.01;
   * PyTorch's, which the lecture uses, is 0.001.
   */
  public static Sgd sgd(double learningRate) {
    return sgd(Schedules.constant(learningRate));
  }

  /** As {@link #sgd(double)} with Keras' learning rate, 0.01. */
  public static Sgd sgd() {
    return sgd(0.01);
  }

  /** As {@link #sgd(double)} with a learning rate that follows a schedule. */
  public static Sgd sgd(Schedule learningRate) {
    return new Sgd(learningRate, 0, false);
  }

  /**
   * Adagrad (Duchi et al. 2011): w ← w − α·g / √(Σ g² + ε), with sums from 0.1 and ε = 1e-7. Keras
   * begins with a learning rate of 0.001, the paper with more.
   */
  public static Adagrad adagrad(double learningRate) {
    return adagrad(Schedules.constant(learningRate));
  }

  /** As {@link #adagrad(double)} with Keras' learning rate, 0.001. */
  public static Adagrad adagrad() {
    return adagrad(0.001);
  }

  /** As {@link #adagrad(double)} with a learning rate that follows a schedule. */
  public static Adagrad adagrad(Schedule learningRate) {
    return new Adagrad(learningRate, 0.1f, 1e-7f);
  }

  /**
   * RMSprop (Hinton 2012): w ← w − α·g / √(v + ε) with the running mean v of g², which keeps ρ =
   * 0.9 of itself, and ε = 1e-7; neither centered nor with momentum. Keras' default learning rate
   * is 0.001.
   */
  public static RMSprop rmsprop(double learningRate) {
    return rmsprop(Schedules.constant(learningRate));
  }

  /** As {@link #rmsprop(double)} with Keras' learning rate, 0.001. */
  public static RMSprop rmsprop() {
    return rmsprop(0.001);
  }

  /** As {@link #rmsprop(double)} with a learning rate that follows a schedule. */
  public static RMSprop rmsprop(Schedule learningRate) {
    return new RMSprop(learningRate, 0.9, 0, 1e-7f, false);
  }

  /**
   * Adadelta (Zeiler 2012): w ← w − α·d with d = g·√(u + ε) / √(v + ε) and the running means v of
   * g² and u of d², which keep ρ = 0.95 of themselves; ε = 1e-7. Keras' default learning rate is
   * 0.001; 1 is the paper's rule.
   */
  public static Adadelta adadelta(double learningRate) {
    return adadelta(Schedules.constant(learningRate));
  }

  /** As {@link #adadelta(double)} with Keras' learning rate, 0.001. */
  public static Adadelta adadelta() {
    return adadelta(0.001);
  }

  /** As {@link #adadelta(double)} with a learning rate that follows a schedule. */
  public static Adadelta adadelta(Schedule learningRate) {
    return new Adadelta(learningRate, 0.95, 1e-7f);
  }

  /**
   * Lion (Chen et al. 2023): w ← w − α·sign(β₁·m + (1 − β₁)·g) with the running mean m of g, which
   * keeps β₂ of itself; β₁ = 0.9, β₂ = 0.99, no decay of the weights. Keras' default learning rate
   * is 0.001; the paper takes less.
   */
  public static Lion lion(double learningRate) {
    return lion(Schedules.constant(learningRate));
  }

  /** As {@link #lion(double)} with Keras' learning rate, 0.001. */
  public static Lion lion() {
    return lion(0.001);
  }

  /** As {@link #lion(double)} with a learning rate that follows a schedule. */
  public static Lion lion(Schedule learningRate) {
    return new Lion(learningRate, 0.9, 0.99, 0);
  }

  /**
   * Adam (Kingma and Ba 2015): w ← w − α·m / (√v + ε) with the running means m of g and v of g²,
   * which keep β₁ = 0.9 and β₂ = 0.999 of themselves and are corrected for their start at zero; ε =
   * 1e-7, without AMSGrad. Both Keras and PyTorch begin with a learning rate of 0.001.
   */
  public static Adam adam(double learningRate) {
    return adam(Schedules.constant(learningRate));
  }

  /** As {@link #adam(double)} with Keras' learning rate, 0.001. */
  public static Adam adam() {
    return adam(0.001);
  }

  /** As {@link #adam(double)} with a learning rate that follows a schedule. */
  public static Adam adam(Schedule learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-7f, false, EpsilonPlace.UNCORRECTED);
  }

  /**
   * AdamW (Loshchilov and Hutter 2019): w ← w − α·λ·w before each of {@link #adam(double)}'s
   * updates, with λ = 0.004. {@code adam(0.001).betas(0.9, 0.99).weightDecay(0.01)} gives one with
   * other options. Both Keras and PyTorch begin with a learning rate of 0.001; PyTorch's λ is 0.01.
   */
  public static AdamW adamW(double learningRate) {
    return adamW(Schedules.constant(learningRate));
  }

  /** As {@link #adamW(double)} with Keras' learning rate, 0.001. */
  public static AdamW adamW() {
    return adamW(0.001);
  }

  /** As {@link #adamW(double)} with a learning rate that follows a schedule. */
  public static AdamW adamW(Schedule learningRate) {
    return adam(learningRate).weightDecay(0.004);
  }

  /**
   * Adamax (Kingma and Ba 2015, section 7.1): w ← w − α·m / (u + ε) with Adam's m and u ← max(β₂·u,
   * |g|); β₁ = 0.9, β₂ = 0.999, ε = 1e-7. Keras' default learning rate is 0.001, the paper's 0.002.
   */
  public static Adamax adamax(double learningRate) {
    return adamax(Schedules.constant(learningRate));
  }

  /** As {@link #adamax(double)} with Keras' learning rate, 0.001. */
  public static Adamax adamax() {
    return adamax(0.001);
  }

  /** As {@link #adamax(double)} with a learning rate that follows a schedule. */
  public static Adamax adamax(Schedule learningRate) {
    return new Adamax(learningRate, 0.9, 0.999, 1e-7f);
  }

  /**
   * Nadam (Dozat 2016): Adam with Nesterov's look ahead; β₁ = 0.9, β₂ = 0.999, ε = 1e-7. Keras'
   * default learning rate is 0.001.
   */
  public static Nadam nadam(double learningRate) {
    return nadam(Schedules.constant(learningRate));
  }

  /** As {@link #nadam(double)} with Keras' learning rate, 0.001. */
  public static Nadam nadam() {
    return nadam(0.001);
  }

  /** As {@link #nadam(double)} with a learning rate that follows a schedule. */
  public static Nadam nadam(Schedule learningRate) {
    return new Nadam(learningRate, 0.9, 0.999, 1e-7f);
  }

  /**
   * Follow the regularized leader (McMahan et al. 2013), by the formula of {@link Ftrl}: power
   * −0.5, sums from 0.1, no penalties. Keras' default learning rate is 0.001; 0 is refused.
   */
  public static Ftrl ftrl(double learningRate) {
    return ftrl(Schedules.constant(learningRate));
  }

  /** As {@link #ftrl(double)} with Keras' learning rate, 0.001. */
  public static Ftrl ftrl() {
    return ftrl(0.001);
  }

  /** As {@link #ftrl(double)} with a learning rate that follows a schedule. */
  public static Ftrl ftrl(Schedule learningRate) {
    return new Ftrl(learningRate, -0.5f, 0.1f, 0, 0, 0, 0);
  }

  /**
   * Every built-in optimizer, as specs name them, with the learning rates of Keras, but for Lion's,
   * which is 0.0001 in files that do not say it.
   */
  public static Types<Optimizer> types() {
    return Types.of(
            "optimizer",
            Optimizer.class,
            Type.of("SGD", sgd()),
            Type.of(adam()),
            Type.of(adamW()),
            Type.of(adamax()),
            Type.of(nadam()),
            Type.of(rmsprop()),
            Type.of(adagrad()),
            Type.of(adadelta()),
            Type.of(ftrl()),
            Type.of(lion(0.0001)))
        .with(new Common<>(CommonOptions.NONE, Optimizer::options, Optimizer::with));
  }
}
