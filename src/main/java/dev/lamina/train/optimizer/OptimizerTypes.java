package dev.lamina.train.optimizer;

import dev.lamina.spec.Type;
import dev.lamina.spec.Types;

/** The built-in optimizers, as specs name them, with the learning rates of Keras. */
public final class OptimizerTypes {
  private static final Types<Optimizer> TYPES =
      Types.of(
          "optimizer",
          Optimizer.class,
          Type.of("SGD", Optimizers.sgd(0.01f)),
          Type.of(Optimizers.adam(0.001f)));

  private OptimizerTypes() {}

  /** Every built-in optimizer. */
  public static Types<Optimizer> types() {
    return TYPES;
  }
}
