package dev.lamina.train.loss;

/** The built-in losses: import them statically. */
public final class Losses {
  private Losses() {}

  /** The mean of (target − prediction)². */
  public static Loss meanSquaredError() {
    return new MeanSquaredError();
  }

  /** For targets 0 or 1 and a network that ends in a sigmoid. */
  public static Loss binaryCrossentropy() {
    return new BinaryCrossentropy(false);
  }

  /** For targets 0 or 1 and a network that ends without a sigmoid. */
  public static Loss binaryCrossentropyFromLogits() {
    return new BinaryCrossentropy(true);
  }

  /** For class numbers as targets and a network that ends in a softmax. */
  public static Loss sparseCategoricalCrossentropy() {
    return new SparseCategoricalCrossentropy(false);
  }

  /** For class numbers as targets and a network that ends without a softmax. */
  public static Loss sparseCategoricalCrossentropyFromLogits() {
    return new SparseCategoricalCrossentropy(true);
  }
}
