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
