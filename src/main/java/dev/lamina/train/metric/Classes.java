package dev.lamina.train.metric;

/** The classes that a network's numbers tell. */
public final class Classes {
  private Classes() {}

  /**
   * The class of the largest number, the first one if several are equal.
   *
   * @param values a number for each class, at least one
   */
  public static int mostProbable(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      largest = values[i] > values[largest] ? i : largest;
    }
    return largest;
  }
}
