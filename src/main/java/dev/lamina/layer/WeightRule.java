package dev.lamina.layer;

import dev.lamina.spec.Flattened;

/**
 * How a weight begins and what keeps it in bounds. Layers take an initializer, a regularizer and a
 * constraint in any order, and keep what is not given:
 *
 * <pre>{@code
 * dense(32).kernel(heNormal(), l2(1e-4)).bias(ones())
 * }</pre>
 *
 * @param initializer draws the first values
 * @param regularizer is added to the loss
 * @param constraint is applied after every update
 */
@Flattened(prefixed = true)
public record WeightRule(Initializer initializer, Regularizer regularizer, Constraint constraint)
    implements WeightOption {

  /** Weights drawn by the initializer, neither penalized nor constrained. */
  public static WeightRule of(Initializer initializer) {
    return new WeightRule(initializer, Regularizers.none(), Constraints.none());
  }

  /** The same rule with other options; of two of a kind the last one counts. */
  public WeightRule with(WeightOption... options) {
    WeightRule rule = this;
    for (WeightOption option : options) {
      rule = option.in(rule);
    }
    return rule;
  }

  @Override
  public WeightRule in(WeightRule rule) {
    return this;
  }
}
