package dev.lamina.model;

import dev.lamina.engine.TrainingRuns;
import java.util.List;
import java.util.Map;

/**
 * How far a fit is: all that it needs to go on, beside the model's own state.
 *
 * @param epochsBefore how many epochs the model was trained for before this fit
 * @param history of the fit so far
 * @param unfinished the epoch under way
 * @param callbacks what each callback remembers; empty if the fit has not begun
 * @param stopReasons why callbacks stopped it for good; empty if it is to go on
 * @param best the best value so far of the one by which the best checkpoint is chosen; NaN if none
 */
record FitState(
    int epochsBefore,
    History history,
    EpochSums unfinished,
    List<CallbackMemory> callbacks,
    List<String> stopReasons,
    double best) {

  FitState {
    callbacks = List.copyOf(callbacks);
    stopReasons = List.copyOf(stopReasons);
  }

  /**
   * A fit that begins.
   *
   * @param epochsBefore how many epochs the model was trained for before
   * @param totals how many numbers its metrics add up
   */
  static FitState begin(int epochsBefore, int totals) {
    return new FitState(
        epochsBefore,
        History.of(List.of()),
        EpochSums.begin(totals),
        List.of(),
        List.of(),
        Double.NaN);
  }

  /**
   * From where to where it goes.
   *
   * @param epochs how many it is to make in all
   */
  TrainingRuns.Range range(int epochs) {
    return new TrainingRuns.Range(
        epochsBefore + endedEpochs(), unfinished.updates(), epochsBefore + epochs);
  }

  /** How many epochs it has made. */
  int endedEpochs() {
    return history.epochs().size();
  }

  /**
   * What a callback remembers.
   *
   * @param numbers by name, as {@link Callback#memory} gives them
   * @param kept the weights that it keeps, row-major by name; empty if none
   */
  record CallbackMemory(Map<String, Double> numbers, Map<String, float[]> kept) {
    static final CallbackMemory NONE = new CallbackMemory(Map.of(), Map.of());
  }
}
