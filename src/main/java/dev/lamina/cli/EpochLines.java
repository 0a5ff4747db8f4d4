package dev.lamina.cli;

import dev.lamina.model.Callback;
import dev.lamina.model.Decision;
import java.io.PrintWriter;

/**
 * Prints a line for each epoch.
 *
 * @param out where to
 */
record EpochLines(PrintWriter out) implements Callback {

  @Override
  public boolean observes() {
    return true;
  }

  @Override
  public Decision onEpochEnd(EpochEnd end) {
    out.println(end.epoch());
    out.flush();
    return Decision.go();
  }
}
