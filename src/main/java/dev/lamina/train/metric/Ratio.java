package dev.lamina.train.metric;

/** Quotients of counts. */
final class Ratio {
  private Ratio() {}

  /** As {@link #of(double, double)}, of whole numbers. */
  static double of(long part, long whole) {
    return of((double) part, (double) whole);
  }

  /** The quotient; 0/0 is 0, as in scikit-learn and Keras. */
  static double of(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
