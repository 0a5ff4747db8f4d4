package dev.lamina.train.metric;

/** Quotients of counts. */
final class Ratio {
  private Ratio() {}

  /** The quotient; 0/0 is 0, as in scikit-learn and Keras. */
  static double of(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
