package dev.lamina.layer;

/** What a layer is told of a weight: its initializer, regularizer, constraint, or all three. */
public sealed interface WeightOption permits Initializer, Regularizer, Constraint, WeightRule {

  /** The rule with this in the place of what it had of the same kind. */
  WeightRule in(WeightRule rule);
}
