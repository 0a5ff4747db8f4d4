package dev.lamina.model.callback;

import dev.lamina.model.FitInfo;
import java.util.List;
import java.util.Locale;

/**
 * What a callback looks at, and whether it is to become small or large.
 *
 * @param name of the value, such as {@code val_loss}
 * @param large whether large is good
 */
record Monitor(String name, boolean large) {
  private static final List<String> GOOD_IF_SMALL =
      List.of(
          "loss",
          "error",
          "entropy",
          "hinge",
          "divergence",
          "poisson",
          "logcosh",
          "huber",
          "false");
  private static final List<String> GOOD_IF_LARGE =
      List.of(
          "accuracy",
          "auc",
          "precision",
          "recall",
          "score",
          "iou",
          "similarity",
          "sensitivity",
          "specificity",
          "true");

  /**
   * The monitor of a fit.
   *
   * @param callback the name of the callback, for messages
   * @throws IllegalArgumentException if the fit has no such value, or its name does not say whether
   *     it is to become small or large
   */
  static Monitor of(String callback, String name, Mode mode, FitInfo fit) {
    fit.requireMonitor(callback, name);
    return new Monitor(name, mode == Mode.AUTO ? isLarge(callback, name) : mode == Mode.MAX);
  }

  private static boolean isLarge(String callback, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (GOOD_IF_SMALL.stream().anyMatch(lower::contains)) {
      return false;
    }
    if (GOOD_IF_LARGE.stream().anyMatch(lower::contains)) {
      return true;
    }
    throw new IllegalArgumentException(
        "%s cannot tell by its name whether %s is to become small or large; give it mode(Mode.MIN) or mode(Mode.MAX)."
            .formatted(callback, name));
  }

  /** A value that every other one improves on. */
  double worst() {
    return large ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** Whether a value is better than a reference by more than {@code minDelta}; NaN never is. */
  boolean improves(double value, double reference, double minDelta) {
    return large ? value - minDelta > reference : value + minDelta < reference;
  }
}
