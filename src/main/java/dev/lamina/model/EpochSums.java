package dev.lamina.model;

import dev.lamina.engine.Training;
import java.util.Arrays;
import java.util.Map;

/** Adds up what the updates of an epoch saw. */
final class EpochSums {
  private final Training training;
  private final double[] totals;
  private double loss;
  private double seconds;
  private long examples;
  private int updates;

  EpochSums(Training training, UnfinishedEpoch begun) {
    this.training = training;
    this.totals = begun.totals().stream().mapToDouble(Double::doubleValue).toArray();
    this.loss = begun.loss();
    this.seconds = begun.seconds();
    this.examples = begun.examples();
    this.updates = begun.updates();
  }

  UnfinishedEpoch unfinished() {
    return new UnfinishedEpoch(
        updates, examples, loss, Arrays.stream(totals).boxed().toList(), seconds);
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
