package dev.lamina.model;

import java.util.ArrayList;
import java.util.List;

/**
 * How long to train, and who listens.
 *
 * @param epochs how many times to go through the data, at least 1
 * @param listeners told of the progress
 * @param memory how many bytes of examples are fed to TensorFlow at once; a larger data set is read
 *     in chunks
 */
public record Fit(int epochs, List<Listener> listeners, long memory) {
  private static final long GIBIBYTE = 1L << 30;

  public Fit {
    if (epochs < 1) {
      throw new IllegalArgumentException("fit needs at least 1 epoch, but got " + epochs + ".");
    }
    if (memory < 1) {
      throw new IllegalArgumentException(
          "fit needs at least 1 byte of memory for examples, but got " + memory + ".");
    }
    listeners = List.copyOf(listeners);
  }

  /** Goes through the data so many times. */
  public static Fit epochs(int epochs) {
    return new Fit(epochs, List.of(), GIBIBYTE);
  }

  /** The same, and the listener is told of the progress. */
  public Fit listener(Listener listener) {
    List<Listener> all = new ArrayList<>(listeners);
    all.add(listener);
    return new Fit(epochs, all, memory);
  }

  /** The same with another bound of the bytes of examples that are fed at once. */
  public Fit memory(long bytes) {
    return new Fit(epochs, listeners, bytes);
  }
}
