package dev.lamina.view.chart;

/** How an axis maps numbers to places. */
public enum Scale {
  /** Equal differences are equally far apart. */
  LINEAR,
  /** Equal ratios are equally far apart; numbers of 0 and below have no place. */
  LOGARITHMIC;

  /** Whether a number has a place: NaN and infinite ones have none. */
  public boolean shows(double number) {
    return Double.isFinite(number) && (this == LINEAR || number > 0);
  }
}
