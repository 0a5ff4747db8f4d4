package dev.lamina.layer;

/**
 * A layer that brings its input to mean 0 and variance 1, then scales each feature by a weight
 * {@code gamma} and shifts it by a weight {@code beta}.
 *
 * @param <L> the layer's own type
 */
public interface Affine<L extends Affine<L>> extends Layer {

  /** Whether there is a weight {@code beta}. */
  boolean center();

  /** Whether there is a weight {@code gamma}. */
  boolean scale();

  /** The rule of the weight that scales. */
  WeightRule gamma();

  /** The rule of the weight that shifts. */
  WeightRule beta();

  /** The same layer with or without a weight {@code beta}. */
  L center(boolean center);

  /** The same layer with or without a weight {@code gamma}. */
  L scale(boolean scale);

  /** The same layer with another rule of {@code gamma}. */
  L gamma(WeightRule rule);

  /** The same layer with another rule of {@code beta}. */
  L beta(WeightRule rule);

  /**
   * The same layer with another initializer of {@code gamma}; zeros at the end of a residual branch
   * let the block begin as the identity.
   */
  default L gammaInitializer(Initializer initializer) {
    return gamma(gamma().initializer(initializer));
  }

  /** The same layer with a penalty on {@code gamma}. */
  default L gammaRegularizer(Regularizer regularizer) {
    return gamma(gamma().regularizer(regularizer));
  }

  /** The same layer with a constraint of {@code gamma}. */
  default L gammaConstraint(Constraint constraint) {
    return gamma(gamma().constraint(constraint));
  }

  /** The same layer with another initializer of {@code beta}. */
  default L betaInitializer(Initializer initializer) {
    return beta(beta().initializer(initializer));
  }

  /** The same layer with a penalty on {@code beta}. */
  default L betaRegularizer(Regularizer regularizer) {
    return beta(beta().regularizer(regularizer));
  }

  /** The same layer with a constraint of {@code beta}. */
  default L betaConstraint(Constraint constraint) {
    return beta(beta().constraint(constraint));
  }
}
