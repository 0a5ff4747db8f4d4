package dev.lamina.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Is told how a training goes. The updates run in chunks inside TensorFlow, of about a third of a
 * second each; events come after each chunk, on the thread that trains.
 */
public interface Listener {

  /** The training begins. */
  default void onBegin(Begin begin) {}

  /** A chunk of updates was made. */
  default void onChunkEnd(Progress progress) {}

  /** An epoch ended; a chunk may end many. */
  default void onEpochEnd(Epoch epoch) {}

  /** The training is over: done, interrupted or failed. Comes once for each {@link #onBegin}. */
  default void onEnd() {}

  /**
   * What is about to be trained.
   *
   * @param epochs how many epochs
   * @param updates how many updates in all
   * @param examples how many examples in all
   */
  record Begin(int epochs, long updates, long examples) {}

  /**
   * How far the training is.
   *
   * @param epoch the epoch under way or just ended, counted from 1
   * @param epochs how many there are to be
   * @param updates how many updates were made in this training
   * @param examples how many examples were seen in this training
   * @param losses of the updates of the chunk that ended, each the mean over its batch before it;
   *     at least one
   * @param values the loss and the metrics by name, over the examples that the epoch has seen
   * @param pace how fast it goes
   */
  @SuppressWarnings("ArrayRecordComponent") // Carries results, is never compared.
  record Progress(
      int epoch,
      int epochs,
      long updates,
      long examples,
      float[] losses,
      Map<String, Double> values,
      Pace pace) {

    public Progress {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }
}
