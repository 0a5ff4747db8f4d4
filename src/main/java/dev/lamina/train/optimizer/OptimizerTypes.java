package dev.lamina.train.optimizer;

import dev.lamina.spec.Common;
import dev.lamina.spec.Type;
import dev.lamina.spec.Types;

/** The built-in optimizers, as specs name them, with the learning rates of Keras. */
public final class OptimizerTypes {
  private static final Types<Optimizer> TYPES =
      Types.of(
              "optimizer",
              Optimizer.class,
              Type.of("SGD", Optimizers.sgd(0.01f)),
              Type.of(Optimizers.adam(0.001f)),
              Type.of(Optimizers.adamW(0.001f)),
              Type.of(Optimizers.adamax(0.001f)),
              Type.of(Optimizers.nadam(0.001f)),
              Type.of(Optimizers.rmsprop(0.001f)),
              Type.of(Optimizers.adagrad(0.001f)),
              Type.of(Optimizers.adadelta(0.001f)),
              Type.of(Optimizers.ftrl(0.001f)),
              Type.of(Optimizers.lion(0.0001f)))
          .with(new Common<>(Extras.NONE, Optimizer::extras, Optimizer::with));

  private OptimizerTypes() {}

  /** Every built-in optimizer. */
  public static Types<Optimizer> types() {
    return TYPES;
  }
}
