package dev.lamina.engine;

import dev.lamina.network.Sequential;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.optimizer.Optimizer;
import java.util.List;

/**
 * What is trained, and how an update is made.
 *
 * @param network the network
 * @param optimizer the update rule
 * @param loss what is made small
 * @param metrics what is counted on the way
 */
public record Training(Sequential network, Optimizer optimizer, Loss loss, List<Metric> metrics) {

  public Training {
    metrics = List.copyOf(metrics);
  }

  /** How many numbers all metrics together add up. */
  int totals() {
    return metrics.stream().mapToInt(Metric::size).sum();
  }
}
