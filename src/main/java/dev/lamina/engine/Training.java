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

  /** The learning rate of the first update; NaN if it follows a schedule. */
  float initialRate() {
    return optimizer.learningRate() instanceof Constant constant ? constant.rate() : Float.NaN;
  }

  /** Whether the learning rate follows from the number of updates in the loop, and is not fed. */
  boolean scheduled() {
    return !(optimizer.learningRate() instanceof Constant);
  }

  /**
   * Builds the learning rate of an update.
   *
   * @param rate the one that is fed, which counts unless it follows a schedule
   * @param updates how many updates there were before it
   */
  Operand<TFloat32> rate(Ops tf, Operand<TFloat32> rate, Operand<TFloat32> updates) {
    return scheduled() ? optimizer.learningRate().rate(tf, updates) : rate;
  }

  /** How many numbers all metrics together add up. */
  int totals() {
    return metrics.stream().mapToInt(Metric::size).sum();
  }
}
