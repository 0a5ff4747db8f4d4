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
          Type.of(Losses.sparseCategoricalCrossentropy()),
          Type.of(Losses.meanAbsoluteError()),
          Type.of(Losses.meanAbsolutePercentageError()),
          Type.of(Losses.meanSquaredLogarithmicError()),
          Type.of(Losses.huber()),
          Type.of(Losses.logCosh()),
          Type.of(Losses.binaryFocalCrossentropy()),
          Type.of(Losses.categoricalCrossentropy()),
          Type.of(Losses.klDivergence()),
          Type.of(Losses.poisson()),
          Type.of(Losses.hinge()),
          Type.of(Losses.squaredHinge()),
          Type.of(Losses.categoricalHinge()),
          Type.of(Losses.cosineSimilarity()),
          Type.of(Losses.meanSquaredError().classWeights(1), "loss", "classWeights"));

  private LossTypes() {}

  /** Every built-in loss. */
  public static Types<Loss> types() {
    return TYPES;
  }
}
