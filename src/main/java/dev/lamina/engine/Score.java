package dev.lamina.engine;

import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.train.loss.Objective;
import dev.lamina.train.metric.MeanMetric;
import dev.lamina.train.metric.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/** How wrong the outputs of a batch are: the loss, and the totals of all that is counted. */
final class Score {
  private final Ops tf;
  private final Training training;
  private final Map<String, Operand<TFloat32>> targets;
  private final ForwardPass.Outcome pass;
  private final List<Operand<TFloat32>> losses = new ArrayList<>();
  private final Map<String, Steps> steps = new HashMap<>();
  private final Operand<TFloat32> loss;

  /**
   * Builds the loss.
   *
   * @param y the targets of all outputs in one row, {@code [batch, ...]}
   * @param weights how much each example counts in the loss, {@code [batch]}; each counts 1 if
   *     there are none
   */
  Score(
      Ops tf,
      Training training,
      ForwardPass.Outcome pass,
      Operand<TFloat32> y,
      Optional<Operand<TFloat32>> weights) {
    this.tf = tf;
    this.training = training;
    this.targets = PartOps.split(tf, training.targets(), y);
    this.pass = pass;
    this.loss = build(weights);
  }

  private Operand<TFloat32> build(Optional<Operand<TFloat32>> weights) {
    Operand<TFloat32> sum = null;
    for (Objective objective : training.objectives()) {
      Operand<TFloat32> each = perExample(objective);
      Operand<TFloat32> mean =
          tf.math.mean(
              weights.<Operand<TFloat32>>map(w -> tf.math.mul(each, w)).orElse(each),
              tf.constant(0));
      losses.add(mean);
      Operand<TFloat32> weighted =
          objective.weight() == 1 ? mean : tf.math.mul(mean, tf.constant(objective.weight()));
      sum = sum == null ? weighted : tf.math.add(sum, weighted);
    }
    for (Operand<TFloat32> penalty : pass.penalties()) {
      sum = tf.math.add(Objects.requireNonNull(sum), penalty);
    }
    return Objects.requireNonNull(sum);
  }

  private Operand<TFloat32> perExample(Objective objective) {
    String part = "The loss " + objective.loss().name();
    return steps(objective)
        .map(each -> each.perExample(part, objective.loss()))
        .orElseGet(() -> perExample(part, objective.loss(), target(objective), output(objective)));
  }

  private Operand<TFloat32> perExample(
      String part, MeanMetric metric, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    Operand<TFloat32> each = Building.of(part, () -> metric.perExample(tf, target, prediction));
    Shape batch = Shape.of(prediction.shape().get(0));
    Building.check(part, each, batch, "one number per example, as Loss.meanPerExample gives it.");
    return each;
  }

  /** The steps of an output that has a mask. */
  private Optional<Steps> steps(Objective objective) {
    return Optional.ofNullable(pass.masks().get(objective.output()))
        .map(mask -> steps.computeIfAbsent(objective.output(), name -> new Steps(objective, mask)));
  }

  /**
   * Each step of an output as an example of its own, of which those count that a mask says, as in
   * Keras.
   */
  private final class Steps {
    private final Operand<TFloat32> target;
    private final Operand<TFloat32> prediction;
    private final Operand<TFloat32> counts;
    private final long perExample;

    Steps(Objective objective, Operand<TBool> mask) {
      Shape steps = Shapes.example(mask);
      Shape output = Shapes.example(output(objective));
      if (output.numDimensions() <= steps.numDimensions()
          || !output.take(steps.numDimensions()).equals(steps)) {
        throw new ShapeException(
            "The output %s of %s has a mask of %s, which does not say of each step of it whether it counts; end the network by a layer that drops the mask, such as flatten."
                .formatted(objective.output(), Shapes.text(output), Shapes.text(steps)));
      }
      Shape step = output.takeLast(output.numDimensions() - steps.numDimensions());
      this.target = rows(Score.this.target(objective), objective.loss().targetShape(step));
      this.prediction = rows(output(objective), step);
      this.counts = rows(tf.dtypes.cast(mask, TFloat32.class), Shape.scalar());
      this.perExample = steps.size();
    }

    private Operand<TFloat32> rows(Operand<TFloat32> values, Shape row) {
      return Shapes.reshape(tf, values, row.prepend(-1));
    }

    /** The mean over the steps, in which the batch's steps that count share the weight of all. */
    Operand<TFloat32> perExample(String part, MeanMetric loss) {
      Operand<TFloat32> all = tf.dtypes.cast(tf.size(counts), TFloat32.class);
      Operand<TFloat32> weight = tf.math.divNoNan(all, tf.reduceSum(counts, tf.constant(0)));
      Operand<TFloat32> each =
          tf.math.mul(
              Score.this.perExample(part, loss, target, prediction), tf.math.mul(counts, weight));
      return tf.math.mean(rows(each, Shape.of(perExample)), tf.constant(1));
    }

    /** The sum over the steps that count, and how many these are. */
    Operand<TFloat64> totals(String part, MeanMetric metric) {
      Operand<TFloat32> each = Score.this.perExample(part, metric, target, prediction);
      return tf.stack(List.of(sum(tf.math.mul(each, counts)), sum(counts)));
    }

    private Operand<TFloat64> sum(Operand<TFloat32> values) {
      return tf.reduceSum(tf.dtypes.cast(values, TFloat64.class), tf.constant(0));
    }
  }

  private Operand<TFloat64> totals(Objective objective, Metric metric) {
    String part = "The metric " + metric.name();
    if (metric instanceof MeanMetric mean && training.ofSteps(objective, metric)) {
      return steps(objective).orElseThrow().totals(part, mean);
    }
    Operand<? extends TNumber> totals =
        Building.of(part, () -> metric.totals(tf, target(objective), output(objective)));
    Building.check(
        part,
        totals,
        Shape.of(training.size(objective, metric)),
        "its totals() and its size() must say the same.");
    return tf.dtypes.cast(totals, TFloat64.class);
  }

  private Operand<TFloat32> target(Objective objective) {
    return Objects.requireNonNull(targets.get(objective.output()));
  }

  private Operand<TFloat32> output(Objective objective) {
    return Objects.requireNonNull(pass.outputs().get(objective.output()));
  }

  /** Builds the weighted sum over the outputs of each example's loss, {@code [batch]}. */
  Operand<TFloat32> each() {
    return training.objectives().stream()
        .map(objective -> tf.math.mul(perExample(objective), tf.constant(objective.weight())))
        .<Operand<TFloat32>>map(loss -> loss)
        .reduce((one, other) -> tf.math.add(one, other))
        .orElseThrow();
  }

  /**
   * The weighted sum over the outputs of the mean over the examples of their weighted losses, and
   * the penalties: a scalar.
   */
  Operand<TFloat32> loss() {
    return loss;
  }

  /** Builds the totals of all that {@link Training#values} counts, one after the other. */
  Operand<TFloat64> totals() {
    List<Operand<TFloat64>> each = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      Objective objective = training.objectives().get(i);
      if (training.losses() > 0) {
        Operand<TFloat32> examples = ForwardPass.batchSize(tf, output(objective));
        Operand<TFloat32> sum = tf.math.mul(losses.get(i), examples);
        each.add(tf.dtypes.cast(tf.expandDims(sum, tf.constant(0)), TFloat64.class));
      }
      for (Metric metric : objective.metrics()) {
        each.add(totals(objective, metric));
      }
    }
    return switch (each.size()) {
      case 0 -> tf.constant(new double[0]);
      case 1 -> each.get(0);
      default -> tf.concat(each, tf.constant(0));
    };
  }
}
