package dev.lamina.model;

import dev.lamina.train.metric.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up what the updates of an epoch saw. */
final class EpochSums {
  private final List<Metric> metrics;
  private final double[] totals;
  private double loss;
  private double seconds;
  private long examples;
  private int updates;

  EpochSums(List<Metric> metrics) {
    this.metrics = metrics;
    this.totals = new double[metrics.stream().mapToInt(Metric::size).sum()];
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
        values(metrics, totals, examples),
        validation,
        learningRate,
        seconds);
  }

  /** The value of each metric, by name. */
  static Map<String, Double> values(List<Metric> metrics, double[] totals, long examples) {
    Map<String, Double> values = new LinkedHashMap<>();
    int from = 0;
    for (Metric metric : metrics) {
      double[] own = java.util.Arrays.copyOfRange(totals, from, from + metric.size());
      values.put(metric.name(), metric.value(own, examples));
      from += metric.size();
    }
    return values;
  }
}
