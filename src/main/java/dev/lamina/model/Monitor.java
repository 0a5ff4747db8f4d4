package dev.lamina.model;

import dev.lamina.model.Callback.FitInfo;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A value of the epochs that something looks at, and whether it is to become small or large.
 *
 * @param name of the value, such as {@code val_loss}
 * @param large whether large is good
 */
public record Monitor(String name, boolean large) {
  private static final Pattern GOOD_IF_SMALL =
      Pattern.compile("loss|error|entropy|hinge|divergence|poisson|logcosh|huber|false");
  private static final Pattern GOOD_IF_LARGE =
      Pattern.compile(
          "accuracy|auc|precision|recall|score|iou|similarity|sensitivity|specificity|true");

  /**
   * The monitor of a fit.
   *
   * @param asker the name of the callback that asks, for messages
   * @throws IllegalArgumentException if the fit has no such value, or its name does not say whether
   *     it is to become small or large
   */
  public static Monitor of(String asker, String name, Mode mode, FitInfo fit) {
    if (!fit.monitors().contains(name)) {
      throw new IllegalArgumentException(
          "%s is to monitor \"%s\", but the epochs of this fit have %s; take one of them%s."
              .formatted(
                  asker,
                  name,
                  fit.monitors(),
                  name.startsWith(Epoch.VALIDATION) ? ", or give fit validation data" : ""));
    }
    return new Monitor(name, mode == Mode.AUTO ? isLarge(asker, name) : mode == Mode.MAX);
  }

  private static boolean isLarge(String asker, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (GOOD_IF_SMALL.matcher(lower).find()) {
      return false;
    }
    if (GOOD_IF_LARGE.matcher(lower).find()) {
      return true;
    }
    throw new IllegalArgumentException(
        "%s cannot tell by its name whether %s is to become small or large; give it Mode.MIN or Mode.MAX."
            .formatted(asker, name));
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
    /** What the value's name says: small for losses and errors, large for accuracies and scores. */
    AUTO,
    /** Small is good. */
    MIN,
    /** Large is good. */
    MAX
  }
}
