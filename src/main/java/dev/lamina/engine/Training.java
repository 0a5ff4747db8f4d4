package dev.lamina.engine;

import dev.lamina.network.Sequential;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.schedule.Schedule.Constant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
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

  /**
   * Checks that everything goes together.
   *
   * @throws dev.lamina.layer.ShapeException if the loss or a metric cannot take the network's
   *     output
   */
  public Training {
    metrics = List.copyOf(metrics);
    Shape target = loss.targetShape(network.outputShape());
    metrics.forEach(metric -> metric.size(target, network.outputShape()));
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
  public int totals() {
    return metrics.stream().mapToInt(this::size).sum();
  }

  private int size(Metric metric) {
    return metric.size(loss.targetShape(network.outputShape()), network.outputShape());
  }

  /**
   * The value of each metric, by name.
   *
   * @param totals the sums over all batches, as many as {@link #totals()}
   * @param examples how many examples they are of
   */
  public Map<String, Double> values(double[] totals, long examples) {
    Map<String, Double> values = new LinkedHashMap<>();
    int from = 0;
    for (Metric metric : metrics) {
      int to = from + size(metric);
      values.put(metric.name(), metric.value(Arrays.copyOfRange(totals, from, to), examples));
      from = to;
    }
    return values;
  }
}
