package dev.lamina.model;

import dev.lamina.layer.FloatArray;
import dev.lamina.model.Monitor.Mode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An observer of a training that may steer it by decisions. {@code Callbacks} in {@link
 * dev.lamina.model.callback} has the built-in ones.
 *
 * <p>The updates run in chunks inside TensorFlow, of about a third of a second each. After a chunk
 * a callback is told of the epochs that ended in it, then of the chunk itself, on the thread that
 * trains; an exception ends the training with what was learned so far and comes out of fit. It is
 * told everything it may need and answers with a {@link Decision}: it never holds the model, and
 * the model does what was decided. When a fit has several callbacks, all are asked before anything
 * is done.
 *
 * <pre>{@code
 * Callback stopsWhenGood =
 *     new Callback() {
 *       @Override
 *       public Decision onEpochEnd(EpochEnd end) {
 *         return end.value("loss") < 0.1 ? Decision.stop("good enough") : Decision.go();
 *       }
 *     };
 * }</pre>
 */
public interface Callback {

  /**
   * The callback of one fit, or of a part of one that is resumed from a checkpoint; asked for
   * before anything is trained. One that remembers something during a fit makes another callback
   * here, which remembers it, so that it serves many fits, one after the other or at the same time.
   *
   * @param fit what is about to be trained
   * @return what is told of this fit; this callback itself if it remembers nothing
   * @throws IllegalArgumentException if this callback is not for such a fit; the model stays as it
   *     is
   */
  default Callback begin(FitInfo fit) {
    return this;
  }

  /** An epoch is about to begin; a learning rate decided here is that of its updates. */
  default Decision onEpochBegin(EpochBegin begin) {
    return Decision.go();
  }

  /** An epoch ended, and was validated if there are validation data. */
  default Decision onEpochEnd(EpochEnd end) {
    return Decision.go();
  }

  /**
   * A chunk of updates was made: a part of an epoch of about a third of a second, or all of it. A
   * stop decided here may leave an epoch unfinished: its updates count, the epoch does not.
   */
  default Decision onChunkEnd(ChunkEnd end) {
    return Decision.go();
  }

  /**
   * The training is over: all epochs were made, a callback stopped it, or its thread was
   * interrupted. It is not called when the training failed.
   */
  default Decision onFitEnd() {
    return Decision.go();
  }

  /** Called last of all, once for each {@link #begin}, also when the training failed. */
  default void close() {}

  /**
   * The numbers that it has to remember if the fit is resumed from a checkpoint of now: {@link
   * FitInfo#memory} gives them back. The weights that it keeps are remembered without this.
   */
  default Map<String, Double> memory() {
    return Map.of();
  }

  /**
   * Whether it only watches. The training need not wait for it after every epoch, so a chunk may
   * end many short epochs before it is told of them; and a fit is resumed from a checkpoint with or
   * without it.
   */
  default boolean observes() {
    return false;
  }

  /**
   * An epoch that is about to begin.
   *
   * @param number of the epoch, counted from 1, on over several fits
   * @param fitEpoch the number of the epoch in this fit, counted from 1
   * @param epochs how many epochs this fit is to make
   * @param learningRate of its updates, unless a callback decides otherwise; NaN if it follows a
   *     schedule
   * @param updates how many updates this fit has made
   * @param seconds since this fit began to train
   */
  record EpochBegin(
      int number, int fitEpoch, int epochs, float learningRate, long updates, double seconds) {}

  /**
   * An epoch that has ended.
   *
   * @param epoch its number, its values in training and validation, its learning rate
   * @param fitEpoch the number of the epoch in this fit, counted from 1
   * @param epochs how many epochs this fit is to make
   * @param updates how many updates this fit has made
   * @param seconds since this fit began to train
   */
  record EpochEnd(Epoch epoch, int fitEpoch, int epochs, long updates, double seconds) {

    /**
     * One of the epoch's values, as {@link Epoch#value}.
     *
     * @throws IllegalArgumentException if there is none of this name; names those there are
     */
    public double value(String name) {
      return epoch.value(name);
    }
  }

  /**
   * The end of a chunk of updates.
   *
   * @param fitEpoch the number in this fit of the epoch under way or just ended, counted from 1
   * @param epochs how many epochs this fit is to make
   * @param updates how many updates this fit has made
   * @param examples how many examples this fit has seen
   * @param losses of the chunk's updates, each the mean over its batch before it; at least one
   * @param values the loss and the metrics by name, over the examples that the epoch has seen
   * @param pace how fast it goes
   * @param seconds since this fit began to train
   */
  @SuppressWarnings("ArrayRecordComponent") // Carries results, is never compared.
  record ChunkEnd(
      int fitEpoch,
      int epochs,
      long updates,
      long examples,
      float[] losses,
      Map<String, Double> values,
      Pace pace,
      double seconds) {

    public ChunkEnd {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The loss of the last update. */
    public float loss() {
      return losses[losses.length - 1];
    }
  }

  /**
   * How fast a training goes. The first chunk, in which the updates are compiled, counts only while
   * there is no other; validation always counts.
   *
   * @param examplesPerSecond how many examples it sees in a second
   * @param secondsLeft until all its epochs are made, if it goes on like this; NaN if it is not
   *     known how many examples they have
   */
  record Pace(double examplesPerSecond, double secondsLeft) {

    /** The pace in a few words: {@code 1:15 min left, 48,312 examples/s}. */
    @Override
    public String toString() {
      String left = Double.isNaN(secondsLeft) ? "" : time(secondsLeft) + " left, ";
      return String.format(Locale.ROOT, "%s%,.0f examples/s", left, examplesPerSecond);
    }

    private static String time(double seconds) {
      long whole = Math.round(seconds);
      if (whole < 60) {
        return whole + " s";
      }
      return whole < 3600
          ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
          : String.format(Locale.ROOT, "%,d:%02d h", whole / 3600, whole / 60 % 60);
    }
  }

  /**
   * What a fit is about to do, as callbacks are told.
   *
   * @param firstEpoch the number of its first epoch, which goes on over several fits; of a fit that
   *     is resumed from a checkpoint, the first one of all
   * @param epochs how many epochs it is to make
   * @param epochUpdates how many updates an epoch has; 0 if its end will show
   * @param learningRate of its next update; NaN if it follows a schedule
   * @param monitors the values that every epoch will have, such as {@code loss}, {@code
   *     binaryAccuracy} and, with validation data, {@code val_loss} and {@code val_binaryAccuracy},
   *     and whether each is to become small or large; {@code AUTO} for one whose metric does not
   *     say
   * @param memory what the callback's {@link Callback#memory} was at the checkpoint from which the
   *     fit is resumed; empty if it begins
   * @param model what callbacks may see of the model
   */
  record FitInfo(
      int firstEpoch,
      int epochs,
      int epochUpdates,
      float learningRate,
      Map<String, Mode> monitors,
      Map<String, Double> memory,
      ModelView model) {

    public FitInfo {
      monitors = Collections.unmodifiableMap(new LinkedHashMap<>(monitors));
      memory = Collections.unmodifiableMap(new LinkedHashMap<>(memory));
    }

    /** The same for a callback that has something to remember. */
    FitInfo memory(Map<String, Double> memory) {
      return new FitInfo(firstEpoch, epochs, epochUpdates, learningRate, monitors, memory, model);
    }

    /**
     * Checks that callbacks may set the learning rate.
     *
     * @param callback the name of the callback that asks, for the message
     * @throws IllegalArgumentException if it follows a schedule
     */
    public void requireConstantLearningRate(String callback) {
      if (Float.isNaN(learningRate)) {
        throw new IllegalArgumentException(
            "%s sets the learning rate, but the optimizer's follows a schedule; compile with a constant learning rate, or leave one of the two out."
                .formatted(callback));
      }
    }

    /** What callbacks may see of the model, of which no other thread may ask during the fit. */
    public interface ModelView {

      /** Its network. */
      Functional network();

      /** How many updates it has seen, over all calls of fit. */
      long updates();

      /** A copy of its weights of now by name, such as {@code dense/kernel}. */
      Map<String, FloatArray> weights();
    }
  }
}
