package dev.lamina.cli;

import dev.lamina.model.Epoch;
import dev.lamina.model.Listener;
import java.io.PrintWriter;

/**
 * Prints a line for each epoch.
 *
 * @param out where to
 */
record EpochLines(PrintWriter out) implements Listener {

  @Override
  public void onEpochEnd(Epoch epoch) {
    out.println(epoch);
    out.flush();
  }
}
