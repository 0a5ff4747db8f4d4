package dev.lamina.train.loss;

import dev.lamina.spec.Type;
import dev.lamina.spec.Types;

/** The built-in losses, as specs name them. */
public final class LossTypes {
  private static final Types<Loss> TYPES =
      Types.of(
          "loss",
          Loss.class,
          Type.of(Losses.meanSquaredError()),
          Type.of(Losses.binaryCrossentropy()),
          Type.of(Losses.sparseCategoricalCrossentropy()));

  private LossTypes() {}

  /** Every built-in loss. */
  public static Types<Loss> types() {
    return TYPES;
  }
}
