package dev.lamina.engine;

import dev.lamina.network.Sequential;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.schedule.Constant;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

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

  /** The learning rate of the first update; what a schedule makes of it is in the loop. */
  float initialRate() {
    return optimizer.learningRate() instanceof Constant constant ? constant.rate() : Float.NaN;
  }

  /**
   * Builds the learning rate of an update.
   *
   * @param rate the one that is fed, which counts unless the optimizer has a schedule
   * @param updates how many updates there were before it
   */
  Operand<TFloat32> rate(Ops tf, Operand<TFloat32> rate, Operand<TFloat32> updates) {
    return optimizer.learningRate() instanceof Constant
        ? rate
        : optimizer.learningRate().rate(tf, updates);
  }

  /** How many numbers all metrics together add up. */
  int totals() {
    return metrics.stream().mapToInt(Metric::size).sum();
  }
}
