package dev.lamina.model;

import java.util.Map;

/**
 * A callback during one fit, or during a part of one that is resumed from a checkpoint. Its methods
 * are called on the thread that trains; an exception ends the training with what was learned so far
 * and comes out of fit.
 *
 * <p>When a fit has several callbacks, all are asked before anything is done; {@link Decision} says
 * how their decisions combine.
 */
public interface Decider extends AutoCloseable {

  /** An epoch is about to begin; a learning rate decided here is that of its updates. */
  default Decision onEpochBegin(EpochBegin begin) {
    return Decision.go();
  }

  /**
   * A chunk of updates was made: a part of an epoch of about a third of a second, or all of it. A
   * stop decided here may leave an epoch unfinished: its updates count, the epoch does not.
   */
  default Decision onChunkEnd(ChunkEnd end) {
    return Decision.go();
  }

  /** An epoch ended, and was validated if there are validation data. */
  default Decision onEpochEnd(EpochEnd end) {
    return Decision.go();
  }

  /**
   * The training is over: all epochs were made, a callback stopped it, or its thread was
   * interrupted. It is not called when the training failed.
   */
  default Decision onFitEnd() {
    return Decision.go();
  }

  /**
   * The numbers that it has to remember if the fit is resumed from a checkpoint of now: {@link
   * FitInfo#memory} gives them back. The weights that it keeps are remembered without this.
   */
  default Map<String, Double> memory() {
    return Map.of();
  }

  /** Called last of all, once, also when the training failed. */
  @Override
  default void close() {}
}
