package dev.lamina.layer;

import java.util.random.RandomGenerator;

/**
 * A rule for the first values of weights. {@link Initializers} has the built-in ones.
 *
 * <p>The weights of a network that share an equal initializer draw from one sequence, in the order
 * of the layers.
 */
@FunctionalInterface
public non-sealed interface Initializer extends WeightOption {

  /**
   * Begins a sequence of draws for one network.
   *
   * @param random the network's generator, shared by its initializers; an initializer with a seed
   *     of its own leaves it alone
   */
  Draws begin(RandomGenerator random);

  /** A running sequence of draws. */
  @FunctionalInterface
  interface Draws {

    /** The first values of the next weight, in row-major order. */
    float[] next(Weight weight);
  }

  @Override
  default WeightRule in(WeightRule rule) {
    return new WeightRule(this, rule.regularizer(), rule.constraint());
  }
}
