package dev.lamina.train.loss;

/** The built-in losses: import them statically. */
public final class Losses {
  private Losses() {}

  /** The mean of (target − prediction)². */
  public static Loss meanSquaredError() {
    return new MeanSquaredError();
  }

  /** The mean of |target − prediction|. */
  public static Loss meanAbsoluteError() {
    return new MeanAbsoluteError();
  }

  /** The mean of 100 · |target − prediction| / |target|. */
  public static Loss meanAbsolutePercentageError() {
    return new MeanAbsolutePercentageError();
  }

  /** The mean of (log(1 + target) − log(1 + prediction))², for targets of at least 0. */
  public static Loss meanSquaredLogarithmicError() {
    return new MeanSquaredLogarithmicError();
  }

  /** Squared for errors up to 1, linear for larger ones. */
  public static Huber huber() {
    return new Huber(1);
  }

  /** The mean of log(cosh(prediction − target)), a smooth mix of squares and sizes of errors. */
  public static Loss logCosh() {
    return new LogCosh();
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
    return new KLDivergence();
  }

  /** For counts as targets and a network that ends in what is at least 0. */
  public static Loss poisson() {
    return new Poisson();
  }

  /** For targets −1 or 1 and a network that ends in a number of any size. */
  public static Loss hinge() {
    return new Hinge();
  }

  /** The square of {@link #hinge}. */
  public static Loss squaredHinge() {
    return new SquaredHinge();
  }

  /** For one-hot targets and a network that ends in numbers of any size. */
  public static Loss categoricalHinge() {
    return new CategoricalHinge();
  }

  /** Minus the cosine of the angle between target and prediction. */
  public static Loss cosineSimilarity() {
    return new CosineSimilarity();
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
}
