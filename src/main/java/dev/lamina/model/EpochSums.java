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

  Epoch end(int number, float learningRate, Map<String, Double> validation) {
    return new Epoch(
        number,
        updates,
        examples,
        loss / examples,
        training.values(totals, examples),
        validation,
        learningRate,
        seconds);
  }
}
