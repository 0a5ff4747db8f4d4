package dev.lamina.model;

import dev.lamina.model.Callback.FitInfo;

/**
 * A value of the epochs that something looks at, and whether it is to become small or large.
 *
 * @param name of the value, such as {@code val_loss}
 * @param large whether large is good
 */
public record Monitor(String name, boolean large) {
  /**
   * The monitor of a fit.
   *
   * @param asker the name of the callback that asks, for messages
   * @throws IllegalArgumentException if the fit has no such value, or neither the mode nor its
   *     metric says whether it is to become small or large
   */
  public static Monitor of(String asker, String name, Mode mode, FitInfo fit) {
    Mode ofMetric = fit.monitors().get(name);
    if (ofMetric == null) {
      throw new IllegalArgumentException(
          "%s is to monitor \"%s\", but the epochs of this fit have %s; take one of them%s."
              .formatted(
                  asker,
                  name,
                  fit.monitors().keySet(),
                  name.startsWith(Epoch.VALIDATION) ? ", or give fit validation data" : ""));
    }
    return switch (mode == Mode.AUTO ? ofMetric : mode) {
      case MIN -> new Monitor(name, false);
      case MAX -> new Monitor(name, true);
      case AUTO ->
          throw new IllegalArgumentException(
              "%s is to monitor %s, whose metric does not say whether it is to become small or large; give it Mode.MIN or Mode.MAX, or the metric a largerIsBetter()."
                  .formatted(asker, name));
    };
  }

  /** A value that every other one improves on. */
  public double worst() {
    return large ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** Whether a value is better than a reference by more than {@code minDelta}; NaN never is. */
  public boolean improves(double value, double reference, double minDelta) {
    return large ? value - minDelta > reference : value + minDelta < reference;
  }

  /** Whether a monitored value is to become small or large. */
  public enum Mode {
    /**
     * What the value's metric says: small for losses and errors, large for accuracies and scores.
     */
    AUTO,
    /** Small is good. */
    MIN,
    /** Large is good. */
    MAX;

    static Mode of(boolean large) {
      return large ? MAX : MIN;
    }
  }
}
