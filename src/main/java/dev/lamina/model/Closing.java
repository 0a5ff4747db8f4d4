package dev.lamina.model;

import java.util.List;

/** Ends several things, each even if one before it fails. */
final class Closing {
  private Closing() {}

  /**
   * Runs all actions.
   *
   * @throws RuntimeException the first failure, with those after it suppressed
   */
  static void all(List<Runnable> actions) {
    if (actions.isEmpty()) {
      return;
    }
    try {
      actions.get(0).run();
    } catch (RuntimeException | Error e) {
      allAfter(e, actions.subList(1, actions.size()));
      throw e;
    }
    all(actions.subList(1, actions.size()));
  }

  /** Runs all actions because something has failed, to which their failures are added. */
  static void allAfter(Throwable failure, List<Runnable> actions) {
    try {
      all(actions);
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
  }
}
