package dev.lamina.layer;

import dev.lamina.spec.Flattened;

/**
 * How a weight begins and what keeps it in bounds.
 *
 * @param initializer draws the first values
 * @param regularizer is added to the loss
 * @param constraint is applied after every update
 */
@Flattened(prefixed = true)
public record WeightRule(Initializer initializer, Regularizer regularizer, Constraint constraint) {

  /** Weights drawn by the initializer, neither penalized nor constrained. */
  public static WeightRule of(Initializer initializer) {
    return new WeightRule(initializer, Regularizers.none(), Constraints.none());
  }

  /** The same rule with another initializer. */
  public WeightRule initializer(Initializer initializer) {
    return new WeightRule(initializer, regularizer, constraint);
  }

  /** The same rule with another penalty. */
  public WeightRule regularizer(Regularizer regularizer) {
    return new WeightRule(initializer, regularizer, constraint);
  }

  /** The same rule with another constraint. */
  public WeightRule constraint(Constraint constraint) {
    return new WeightRule(initializer, regularizer, constraint);
  }
}
