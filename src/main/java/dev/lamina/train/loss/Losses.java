package dev.lamina.train.loss;

import dev.lamina.spec.Type;
import dev.lamina.spec.Types;
import dev.lamina.train.loss.BinaryLosses.BinaryCrossentropy;
import dev.lamina.train.loss.BinaryLosses.BinaryFocalCrossentropy;
import dev.lamina.train.loss.PointwiseLosses.Huber;
import dev.lamina.train.loss.VectorLosses.CategoricalCrossentropy;
import dev.lamina.train.loss.VectorLosses.SparseCategoricalCrossentropy;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The built-in losses: import them statically. */
public final class Losses {
  private Losses() {}

  /** The mean of (target − prediction)². */
  public static Loss meanSquaredError() {
    return new PointwiseLosses.MeanSquaredError();
  }

  /** The mean of |target − prediction|. */
  public static Loss meanAbsoluteError() {
    return new PointwiseLosses.MeanAbsoluteError();
  }

  /** The mean of 100 · |target − prediction| / |target|. */
  public static Loss meanAbsolutePercentageError() {
    return new PointwiseLosses.MeanAbsolutePercentageError();
  }

  /** The mean of (log(1 + target) − log(1 + prediction))², for targets of at least 0. */
  public static Loss meanSquaredLogarithmicError() {
    return new PointwiseLosses.MeanSquaredLogarithmicError();
  }

  /** Squared for errors up to 1, linear for larger ones. */
  public static Huber huber() {
    return new Huber(1);
  }

  /** The mean of log(cosh(prediction − target)), a smooth mix of squares and sizes of errors. */
  public static Loss logCosh() {
    return new PointwiseLosses.LogCosh();
  }

  /** For targets 0 or 1 and a network that ends in a sigmoid. */
  public static BinaryCrossentropy binaryCrossentropy() {
    return new BinaryCrossentropy(false, 0);
  }

  /** For targets 0 or 1 and a network that ends without a sigmoid. */
  public static BinaryCrossentropy binaryCrossentropyFromLogits() {
    return binaryCrossentropy().fromLogits(true);
  }

  /**
   * For targets 0 or 1, few of the one and many of the other, and a network that ends in a sigmoid;
   * with γ = 2, and α = 0.25 should class balancing be asked for.
   */
  public static BinaryFocalCrossentropy binaryFocalCrossentropy() {
    return new BinaryFocalCrossentropy(false, 0.25f, 2, false, 0);
  }

  /** For one-hot targets and a network that ends in a softmax. */
  public static CategoricalCrossentropy categoricalCrossentropy() {
    return new CategoricalCrossentropy(false, 0);
  }

  /** For one-hot targets and a network that ends without a softmax. */
  public static CategoricalCrossentropy categoricalCrossentropyFromLogits() {
    return categoricalCrossentropy().fromLogits(true);
  }

  /** For class numbers as targets and a network that ends in a softmax. */
  public static SparseCategoricalCrossentropy sparseCategoricalCrossentropy() {
    return new SparseCategoricalCrossentropy(false);
  }

  /** For class numbers as targets and a network that ends without a softmax. */
  public static SparseCategoricalCrossentropy sparseCategoricalCrossentropyFromLogits() {
    return sparseCategoricalCrossentropy().fromLogits(true);
  }

  /** For probabilities of classes as targets and a network that ends in a softmax. */
  public static Loss klDivergence() {
    return new VectorLosses.KLDivergence();
  }

  /** For counts as targets and a network that ends in what is at least 0. */
  public static Loss poisson() {
    return new PointwiseLosses.Poisson();
  }

  /** For targets −1 or 1 and a network that ends in a number of any size. */
  public static Loss hinge() {
    return new PointwiseLosses.Hinge();
  }

  /** The square of {@link #hinge}. */
  public static Loss squaredHinge() {
    return new PointwiseLosses.SquaredHinge();
  }

  /** For one-hot targets and a network that ends in numbers of any size. */
  public static Loss categoricalHinge() {
    return new VectorLosses.CategoricalHinge();
  }

  /** Minus the cosine of the angle between target and prediction. */
  public static Loss cosineSimilarity() {
    return new VectorLosses.CosineSimilarity();
  }

  /**
   * A loss made of a function, for targets of the prediction's shape and of any finite value; for
   * others implement {@link Loss}.
   *
   * <pre>{@code
   * loss("fourthPower", (tf, y, p) ->
   *     Loss.meanPerExample(tf, tf.math.square(tf.math.squaredDifference(y, p))))
   * }</pre>
   *
   * @param name shown beside the value
   * @param function gives one number per example, from ops that have gradients
   */
  public static Loss loss(String name, LossFunction function) {
    return new CustomLoss(name, function);
  }

  private record CustomLoss(String name, LossFunction function) implements Loss {
    CustomLoss {
      if (name.isBlank()) {
        throw new IllegalArgumentException("A loss needs a name to be shown by, but got a blank.");
      }
    }

    @Override
    public Operand<TFloat32> perExample(
        Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
      return Loss.checkPerExample(name, function.perExample(tf, target, prediction));
    }
  }

  /** Every built-in loss, as specs name them. */
  public static Types<Loss> types() {
    return Types.of(
        "loss",
        Loss.class,
        Type.of(meanSquaredError()),
        Type.of(binaryCrossentropy()),
        Type.of(sparseCategoricalCrossentropy()),
        Type.of(meanAbsoluteError()),
        Type.of(meanAbsolutePercentageError()),
        Type.of(meanSquaredLogarithmicError()),
        Type.of(huber()),
        Type.of(logCosh()),
        Type.of(binaryFocalCrossentropy()),
        Type.of(categoricalCrossentropy()),
        Type.of(klDivergence()),
        Type.of(poisson()),
        Type.of(hinge()),
        Type.of(squaredHinge()),
        Type.of(categoricalHinge()),
        Type.of(cosineSimilarity()),
        Type.of(meanSquaredError().classWeights(1), "loss", "classWeights"));
  }
}
