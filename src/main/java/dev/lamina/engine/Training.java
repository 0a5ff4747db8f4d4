package dev.lamina.engine;

import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Weight;
import dev.lamina.network.Network;
import dev.lamina.network.Part;
import dev.lamina.network.Parts;
import dev.lamina.spec.Nearest;
import dev.lamina.train.loss.Objective;
import dev.lamina.train.loss.TargetRange;
import dev.lamina.train.metric.MeanMetric;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.optimizer.Optimizer.Slot;
import dev.lamina.train.schedule.Schedule.ConstantRate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A network, how an update of it is made, and what variables that takes.
 *
 * @param network the network
 * @param optimizer the update rule
 * @param objectives what is made small and counted, for the outputs that have a loss
 */
public record Training(Network network, Optimizer optimizer, List<Objective> objectives) {
  /** The name of the loss among the values of an epoch. */
  public static final String LOSS = "loss";

  /** Comes before the names of values on validation data. */
  public static final String VALIDATION = "val_";

  /** The names of what an epoch has beside metrics, in histories, logs and TensorBoard's files. */
  private static final List<String> EPOCH_NAMES = List.of(LOSS, "epoch", "learningRate");

  /**
   * Checks that everything goes together.
   *
   * @throws IllegalArgumentException if there is no loss, one is for an output that is not there,
   *     an output has two, or a metric has the name of something else
   * @throws dev.lamina.layer.ShapeException if a loss or a metric cannot take its output
   */
  public Training {
    List<String> outputs = network.outputs().names();
    objectives = objectives.stream().map(each -> named(each, outputs).aboveThreshold()).toList();
    List<String> named = objectives.stream().map(Objective::output).toList();
    if (objectives.isEmpty() || new HashSet<>(named).size() < named.size()) {
      throw new IllegalArgumentException(
          "Training takes one loss for each output that shall learn, but got %s; the outputs are %s."
              .formatted(named.isEmpty() ? "none" : "losses for " + named, network.outputs()));
    }
    for (Objective objective : objectives) {
      Shape output = network.outputs().get(objective.output()).shape();
      Shape target = objective.loss().targetShape(output);
      objective.metrics().forEach(metric -> metric.size(target, output));
    }
    checkNames(network, objectives);
  }

  private static Objective named(Objective objective, List<String> outputs) {
    String name = objective.output();
    if (name.isEmpty() && outputs.size() == 1) {
      return objective.output(outputs.get(0));
    }
    if (!outputs.contains(name)) {
      throw new IllegalArgumentException(
          name.isEmpty()
              ? "The network has the outputs %s; say which one a loss is for: loss(\"%s\", ...)."
                  .formatted(outputs, outputs.get(0))
              : "There is no output \"%s\" for a loss or metrics; did you mean \"%s\"? There are %s."
                  .formatted(name, Nearest.of(name, outputs), outputs));
    }
    return objective;
  }

  /** What one example's targets are, in the order of their names: one for each objective. */
  public Parts targets() {
    return new Parts(
        objectives.stream()
            .map(each -> new Part(each.output(), each.loss().targetShape(output(each))))
            .sorted(Comparator.comparing(Part::name))
            .toList());
  }

  /** The target values that each loss can take, in the order of {@link #targets}. */
  List<TargetRange> targetRanges() {
    return objectives.stream()
        .sorted(Comparator.comparing(Objective::output))
        .map(each -> each.loss().targets(output(each)))
        .toList();
  }

  private Shape output(Objective objective) {
    return network.outputs().get(objective.output()).shape();
  }

  /** The weights that the optimizer changes, by name: those that the loss depends on. */
  Map<String, Weight> trainedWeights() {
    return TrainedWeights.of(network, objectives);
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

  /** How many numbers all metrics together add up, the losses of several outputs included. */
  public int totals() {
    return objectives.stream().mapToInt(each -> losses() + size(each)).sum();
  }

  private int size(Objective objective) {
    return objective.metrics().stream().mapToInt(metric -> size(objective, metric)).sum();
  }

  /** How many totals a metric of an objective has. */
  int size(Objective objective, Metric metric) {
    Shape output = output(objective);
    return ofSteps(objective, metric)
        ? 2
        : metric.size(objective.loss().targetShape(output), output);
  }

  /**
   * Whether a metric is a mean over the steps that an output's mask counts, as Keras has it: its
   * totals are the sum and how many steps count. Other metrics take no mask.
   */
  boolean ofSteps(Objective objective, Metric metric) {
    return metric instanceof MeanMetric && network.masked().contains(objective.output());
  }

  /** How many losses are counted for each objective: one if there are several, else none. */
  int losses() {
    return objectives.size() > 1 ? 1 : 0;
  }

  /**
   * Whether a larger value is better of all that is counted beside the loss, by their names, as
   * Keras has them; nothing for metrics that do not say.
   */
  public Map<String, Optional<Boolean>> largerIsBetter() {
    Map<String, Optional<Boolean>> all = new LinkedHashMap<>();
    counted(network, objectives, all::put);
    return all;
  }

  private static void counted(
      Network network, List<Objective> objectives, BiConsumer<String, Optional<Boolean>> each) {
    for (Objective objective : objectives) {
      String prefix = prefix(network, objective);
      if (objectives.size() > 1) {
        each.accept(prefix + LOSS, Optional.of(false));
      }
      for (Metric metric : objective.metrics()) {
        each.accept(prefix + metric.name(), metric.largerIsBetter());
      }
    }
  }

  private static void checkNames(Network network, List<Objective> objectives) {
    Set<String> names = new HashSet<>();
    counted(network, objectives, (name, larger) -> checkName(name, !names.add(name)));
  }

  private static void checkName(String name, boolean twice) {
    if (twice || EPOCH_NAMES.contains(name) || name.startsWith(VALIDATION)) {
      throw new IllegalArgumentException(
          "Values are told apart by their names, and \"%s\" %s; give the metric or its output another name."
              .formatted(
                  name,
                  twice
                      ? "is there twice"
                      : "would be taken for what every epoch has: %s, and on validation data names that begin with %s"
                          .formatted(EPOCH_NAMES, VALIDATION)));
    }
  }

  /** What the names of an objective's values begin with: its output, if there are several. */
  private static String prefix(Network network, Objective objective) {
    return network.outputs().list().size() > 1 ? objective.output() + "_" : "";
  }

  /** The same as evaluations count it: without class weights. */
  Training evaluated() {
    return new Training(
        network,
        optimizer,
        objectives.stream().map(each -> each.loss(each.loss().evaluated())).toList());
  }

  /**
   * The value of each metric, by name: {@code accuracy}, or of several outputs {@code
   * digit_accuracy}, and of several losses {@code digit_loss}.
   *
   * @param totals the sums over all batches, as many as {@link #totals()}
   * @param examples how many examples they are of
   */
  public Map<String, Double> values(double[] totals, long examples) {
    Map<String, Double> values = new LinkedHashMap<>();
    int from = 0;
    for (Objective objective : objectives) {
      String prefix = prefix(network, objective);
      if (losses() > 0) {
        values.put(prefix + LOSS, totals[from++] / examples);
      }
      for (Metric metric : objective.metrics()) {
        int to = from + size(objective, metric);
        double[] own = Arrays.copyOfRange(totals, from, to);
        long counted = ofSteps(objective, metric) ? Math.max(1, (long) own[1]) : examples;
        values.put(prefix + metric.name(), metric.value(own, counted));
        from = to;
      }
    }
    return values;
  }
}
