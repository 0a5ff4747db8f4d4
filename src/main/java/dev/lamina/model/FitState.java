package dev.lamina.model;

import java.util.List;
import java.util.Map;

/**
 * How far a fit is: what it needs to go on, beside the model's own state, the history and the
 * weights that callbacks keep. Checkpoints hold it as JSON, by the names of its components.
 *
 * @param epochsBefore how many epochs the model was trained for before this fit
 * @param unfinished the epoch under way
 * @param memories the numbers that each callback remembers, as {@link Callback#memory} gives them;
 *     empty if the fit has not begun
 * @param stopReasons why callbacks stopped it for good; empty if it is to go on
 * @param best the best value so far of the one by which the best checkpoint is chosen; NaN if none
 */
record FitState(
    int epochsBefore,
    EpochSums unfinished,
    List<Map<String, Double>> memories,
    List<String> stopReasons,
    double best) {

  FitState {
    memories = List.copyOf(memories);
    stopReasons = List.copyOf(stopReasons);
  }

  /**
   * A fit that begins.
   *
   * @param epochsBefore how many epochs the model was trained for before
   * @param totals how many numbers its metrics add up
   */
  static FitState begin(int epochsBefore, int totals) {
    return new FitState(epochsBefore, EpochSums.begin(totals), List.of(), List.of(), Double.NaN);
  }
}
