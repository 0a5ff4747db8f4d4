package dev.lamina.random;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Fisher and Yates's shuffle, from the front to the back, as PyTorch does it. */
final class FisherYates {

  private FisherYates() {}

  /**
   * Shuffles 0 to {@code count - 1}; {@code below} gives a random number from 0 to its argument,
   * exclusive.
   */
  static int[] permutation(int count, IntUnaryOperator below) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "a permutation needs a count of at least 0, but got " + count);
    }
    int[] order = IntStream.range(0, count).toArray();
    for (int i = 0; i < count - 1; i++) {
      int chosen = i + below.applyAsInt(count - i);
      int kept = order[i];
      order[i] = order[chosen];
      order[chosen] = kept;
    }
    return order;
  }
}
