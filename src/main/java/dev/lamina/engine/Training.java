package dev.lamina.engine;

import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Weight;
import dev.lamina.network.Network;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.optimizer.Optimizer.Slot;
import dev.lamina.train.schedule.Schedule.ConstantRate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A network, how an update of it is made, and what variables that takes.
 *
 * @param network the network
 * @param optimizer the update rule
 * @param loss what is made small
 * @param metrics what is counted on the way
 */
public record Training(Network network, Optimizer optimizer, Loss loss, List<Metric> metrics) {

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

  /** The weights that the optimizer changes, by name. */
  Map<String, Weight> trainedWeights() {
    Map<String, Weight> trained = network.declaredWeights();
    trained.values().removeIf(weight -> !weight.trained());
    return trained;
  }

  /** The names of the optimizer's slots of a weight, in its order. */
  List<String> slotNames(String weight) {
    return optimizer.slots().stream().map(slot -> slotName(weight, slot.name())).toList();
  }

  private static String slotName(String weight, String slot) {
    return weight + "/" + slot;
  }

  /** The shapes of all variables by name: the weights, then the slots of each trained one. */
  public Map<String, Shape> variables() {
    Map<String, Shape> shapes = network.weightShapes();
    trainedWeights()
        .forEach(
            (name, weight) ->
                optimizer
                    .slots()
                    .forEach(
                        slot ->
                            shapes.put(slotName(name, slot.name()), slot.shape(weight.shape()))));
    return shapes;
  }

  /** What the slots begin with, by name. */
  Map<String, FloatArray> initialSlots() {
    Map<String, FloatArray> values = new LinkedHashMap<>();
    trainedWeights()
        .forEach(
            (name, weight) -> {
              for (Slot slot : optimizer.slots()) {
                Shape shape = slot.shape(weight.shape());
                float[] initial = new float[Math.toIntExact(shape.size())];
                Arrays.fill(initial, slot.initial());
                values.put(slotName(name, slot.name()), new FloatArray(shape, initial));
              }
            });
    return values;
  }

  /**
   * What the trained weights become at the end of a training, by the values of a slot.
   *
   * @param values of all variables
   */
  Map<String, FloatArray> finalWeights(String slot, Map<String, FloatArray> values) {
    Map<String, FloatArray> weights = new LinkedHashMap<>();
    trainedWeights()
        .keySet()
        .forEach(
            name ->
                weights.put(name, Objects.requireNonNull(values.get(slotName(name, slot)), name)));
    return weights;
  }

  /** The learning rate of the first update; NaN if it follows a schedule. */
  float initialRate() {
    return optimizer.learningRate() instanceof ConstantRate constant ? constant.rate() : Float.NaN;
  }

  /** Whether the learning rate follows from the number of updates in the loop, and is not fed. */
  boolean scheduled() {
    return !(optimizer.learningRate() instanceof ConstantRate);
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
