package dev.lamina.model;

import dev.lamina.data.Dataset;
import java.util.ArrayList;
import java.util.List;

/**
 * How long to train, what to validate with, who steers and who listens.
 *
 * @param epochs how many times to go through the data, at least 1
 * @param validation what to validate with after every epoch
 * @param callbacks asked for decisions between epochs
 * @param listeners told of the progress
 * @param memory how many bytes of examples are fed to TensorFlow at once; a larger data set is read
 *     in chunks. As many bytes of examples to validate with may stay in memory
 */
public record Fit(
    int epochs,
    Validation validation,
    List<Callback> callbacks,
    List<Listener> listeners,
    long memory) {
  private static final long GIBIBYTE = 1L << 30;

  public Fit {
    if (epochs < 1) {
      throw new IllegalArgumentException("fit needs at least 1 epoch, but got " + epochs + ".");
    }
    if (memory < 1) {
      throw new IllegalArgumentException(
          "fit needs at least 1 byte of memory for examples, but got " + memory + ".");
    }
    callbacks = List.copyOf(callbacks);
    listeners = List.copyOf(listeners);
  }

  /** Goes through the data so many times. */
  public static Fit epochs(int epochs) {
    return new Fit(epochs, new Validation.None(), List.of(), List.of(), GIBIBYTE);
  }

  /** The same, and the model is evaluated on these examples after every epoch. */
  public Fit validation(Dataset data) {
    return new Fit(epochs, new Validation.Data(data), callbacks, listeners, memory);
  }

  /**
   * The same, and the last share of the examples is not trained on: the model is evaluated on them
   * after every epoch. They are the last ones before any shuffle, as in Keras.
   *
   * @param fraction of the examples, more than 0 and less than 1
   */
  public Fit validationSplit(double fraction) {
    return new Fit(epochs, new Validation.LastShare(fraction), callbacks, listeners, memory);
  }

  /** The same, and the callback is asked for decisions, after those there are. */
  public Fit callback(Callback callback) {
    return new Fit(epochs, validation, with(callbacks, callback), listeners, memory);
  }

  /** The same, and the listener is told of the progress. */
  public Fit listener(Listener listener) {
    return new Fit(epochs, validation, callbacks, with(listeners, listener), memory);
  }

  private static <T> List<T> with(List<T> some, T another) {
    List<T> all = new ArrayList<>(some);
    all.add(another);
    return all;
  }

  /** The same with another bound of the bytes of examples that are fed at once. */
  public Fit memory(long bytes) {
    return new Fit(epochs, validation, callbacks, listeners, bytes);
  }

  /** Whether something is to be done after every epoch, before the next one begins. */
  boolean pauses() {
    return !callbacks.isEmpty() || !(validation instanceof Validation.None);
  }
}
