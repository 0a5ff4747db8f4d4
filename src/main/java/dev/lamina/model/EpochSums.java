package dev.lamina.model;

import dev.lamina.engine.Training;
import java.util.Map;

/** Adds up what the updates of an epoch saw. */
final class EpochSums {
  private final Training training;
  private final double[] totals;
  private double loss;
  private double seconds;
  private long examples;
  private int updates;

  EpochSums(Training training) {
    this.training = training;
    this.totals = new double[training.totals()];
  }

  void addUpdate(float meanLoss, int batch) {
    loss += (double) meanLoss * batch;
    examples += batch;
    updates++;
  }

  void addTotals(double[] more) {
    for (int i = 0; i < totals.length; i++) {
      totals[i] += more[i];
    }
  }

  void addSeconds(double more) {
    seconds += more;
  }

  boolean isEmpty() {
    return updates == 0;
  }

  /** The loss and the metrics so far, by name. */
  Map<String, Double> values() {
    return evaluation().values("");
  }

  private Evaluation evaluation() {
    return new Evaluation(examples, loss / examples, training.values(totals, examples));
  }

  Epoch end(int number, float learningRate, Map<String, Double> validation) {
    Evaluation evaluation = evaluation();
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
