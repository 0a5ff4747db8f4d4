package dev.lamina.model;

import dev.lamina.engine.Training;
import dev.lamina.engine.TrainingRuns.RunReport;
import dev.lamina.io.FileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Sums over the updates of an epoch so far.
 *
 * @param updates how many there were
 * @param examples how many examples they saw
 * @param loss the sum over those examples
 * @param totals the metrics' totals
 * @param seconds how long they took
 */
record EpochSums(int updates, long examples, double loss, List<Double> totals, double seconds) {

  EpochSums {
    totals = List.copyOf(totals);
  }

  /** Those before the first update. */
  static EpochSums begin(int totals) {
    return new EpochSums(0, 0, 0, Collections.nCopies(totals, 0.0), 0);
  }

  /**
   * These of a checkpoint, if metrics still add up as many numbers.
   *
   * @throws FileException if not, and some are added up already
   */
  EpochSums checked(int count) {
    if (updates > 0 && totals.size() != count) {
      throw new FileException(
          "The checkpoint was saved within an epoch by a version of Lamina whose metrics add up other numbers; resume from a checkpoint that was saved at the end of an epoch.");
    }
    return updates > 0 ? this : begin(count);
  }

  /**
   * These and those of a run.
   *
   * @param epoch which of the epochs that it touched
   * @param runSeconds how long all of it took
   */
  EpochSums plus(RunReport run, int epoch, double runSeconds) {
    int perEpoch = run.losses().length / run.epochs();
    double sum = loss;
    long seen = examples;
    for (int i = epoch * perEpoch; i < (epoch + 1) * perEpoch; i++) {
      sum += (double) run.losses()[i] * run.sizes()[i];
      seen += run.sizes()[i];
    }
    List<Double> all = new ArrayList<>(totals);
    for (int i = 0; i < all.size(); i++) {
      all.set(i, all.get(i) + run.totals()[epoch][i]);
    }
    return new EpochSums(updates + perEpoch, seen, sum, all, seconds + runSeconds / run.epochs());
  }

  /** The loss and the metrics so far. */
  Evaluation evaluation(Training training) {
    double[] sums = totals.stream().mapToDouble(Double::doubleValue).toArray();
    return new Evaluation(examples, loss / examples, training.values(sums, examples));
  }

  /** The epoch that ends with these. */
  Epoch end(Training training, int number, float learningRate, Map<String, Double> validation) {
    Evaluation evaluation = evaluation(training);
    return new Epoch(
        number,
        updates,
        examples,
        evaluation.loss(),
        evaluation.metrics(),
        validation,
        learningRate,
        seconds);
  }
}
