package dev.lamina.model;

import dev.lamina.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long to train, what to validate with, who steers, who listens and what is saved.
 *
 * @param epochs how many times to go through the data, at least 1
 * @param validation what to validate with after every epoch
 * @param callbacks asked for decisions between epochs
 * @param listeners told of the progress
 * @param checkpoints where to save and whether to go on from there, if at all
 * @param memory how many bytes of examples are fed to TensorFlow at once; a larger data set is read
 *     in chunks. As many bytes of examples to validate with may stay in memory
 */
public record Fit(
    int epochs,
    Validation validation,
    List<Callback> callbacks,
    List<Listener> listeners,
    Optional<Checkpoints> checkpoints,
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
    return new Fit(epochs, new Validation.None(), List.of(), List.of(), Optional.empty(), GIBIBYTE);
  }

  /** The same, and the model is evaluated on these examples after every epoch. */
  public Fit validation(Dataset data) {
    return new Fit(epochs, new Validation.Data(data), callbacks, listeners, checkpoints, memory);
  }

  /**
   * The same, and the last share of the examples is not trained on: the model is evaluated on them
   * after every epoch. They are the last ones before any shuffle, as in Keras.
   *
   * @param fraction of the examples, more than 0 and less than 1
   */
  public Fit validationSplit(double fraction) {
    return new Fit(
        epochs, new Validation.LastShare(fraction), callbacks, listeners, checkpoints, memory);
  }

  /** The same, and the callback is asked for decisions, after those there are. */
  public Fit callback(Callback callback) {
    return new Fit(epochs, validation, with(callbacks, callback), listeners, checkpoints, memory);
  }

  /** The same, and the listener is told of the progress. */
  public Fit listener(Listener listener) {
    return new Fit(epochs, validation, callbacks, with(listeners, listener), checkpoints, memory);
  }

  /** The same, and checkpoints are saved, from which the fit can be resumed to the same bits. */
  public Fit checkpoint(Checkpoints policy) {
    return new Fit(epochs, validation, callbacks, listeners, Optional.of(policy), memory);
  }

  private static <T> List<T> with(List<T> some, T another) {
    List<T> all = new ArrayList<>(some);
    all.add(another);
    return all;
  }

  /** The same with another bound of the bytes of examples that are fed at once. */
  public Fit memory(long bytes) {
    return new Fit(epochs, validation, callbacks, listeners, checkpoints, bytes);
  }

  /** Whether something is to be done after every epoch, before the next one begins. */
  boolean pauses() {
    return !callbacks.isEmpty()
        || !(validation instanceof Validation.None)
        || checkpoints.isPresent();
  }
}
