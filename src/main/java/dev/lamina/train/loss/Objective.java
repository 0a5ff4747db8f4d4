package dev.lamina.train.loss;

import dev.lamina.spec.Type;
import dev.lamina.train.metric.Metric;
import java.util.HashSet;
import java.util.List;

/**
 * What training makes of one output of a network: the loss that it makes small, and what it shows
 * beside it.
 *
 * @param output the output's name; empty if the network has one alone
 * @param loss of the output
 * @param weight by which the loss counts in the sum over all outputs, finite and at least 0
 * @param metrics of the output
 */
public record Objective(String output, Loss loss, float weight, List<Metric> metrics) {
  public static final Type<Objective> TYPE =
      Type.of(
          "Objective",
          new Objective("", Losses.meanSquaredError(), 1, List.of()),
          "output",
          "loss");

  /**
   * @throws IllegalArgumentException if the weight is negative, infinite or NaN, or two metrics
   *     have one name
   */
  public Objective {
    metrics = List.copyOf(metrics);
    if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "A loss counts by a finite weight of at least 0, but that of \"%s\" is %s."
              .formatted(output, weight));
    }
    List<String> names = metrics.stream().map(Metric::name).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "Metrics are told apart by their names, but two of %s are the same; leave one out."
              .formatted(names));
    }
  }

  /** Of the only output of a network. */
  public static Objective of(Loss loss, List<Metric> metrics) {
    return new Objective("", loss, 1, metrics);
  }

  /** The same of the output with this name. */
  public Objective output(String name) {
    return new Objective(name, loss, weight, metrics);
  }

  /** The same with this loss. */
  public Objective loss(Loss other) {
    return new Objective(output, other, weight, metrics);
  }

  /** The same with metrics that know above what the loss takes a single number for class 1. */
  public Objective aboveThreshold() {
    return metrics(metrics.stream().map(each -> each.above(loss.threshold())).toList());
  }

  /** The same with these metrics. */
  public Objective metrics(List<Metric> others) {
    return new Objective(output, loss, weight, others);
  }
}
