package dev.lamina.train.metric;

import dev.lamina.layer.ShapeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * A metric that counts the positive predictions and targets of each class: {@link Precision},
 * {@link Recall} or {@link F1Score}.
 *
 * <p>Every number of the prediction's last axis is a class. It is positive if it is above the
 * threshold, or, with {@code mostProbable}, if it is the first largest of its row. Targets are
 * numbers of the same shape, positive above 0.5, or class numbers. A score that would be 0/0 is 0.
 *
 * @param <M> the metric's own type
 */
public interface ClassScore<M extends ClassScore<M>> extends Metric {

  /** What a prediction must be above to be positive. */
  float threshold();

  /** Whether an example's most probable class alone is positive, whatever the threshold. */
  boolean mostProbable();

  /** How one number is made of the classes' scores. */
  Average average();

  /** The classes that count; all of them if empty. */
  List<Integer> classes();

  /** The same metric with other options. */
  M with(float threshold, boolean mostProbable, Average average, List<Integer> classes);

  /**
   * The score of some classes.
   *
   * @param right how many true positives there were
   * @param predicted how many positive predictions
   * @param actual how many positive targets
   */
  double score(double right, double predicted, double actual);

  /** The same metric with another threshold; 0 for a network that ends in logits. */
  default M threshold(double threshold) {
    return with((float) threshold, mostProbable(), average(), classes());
  }

  /** The same metric in which an example's most probable class alone is positive, or not. */
  default M mostProbable(boolean mostProbable) {
    return with(threshold(), mostProbable, average(), classes());
  }

  /** The same metric with another way to make one number of several classes. */
  default M average(Average average) {
    return with(threshold(), mostProbable(), average, classes());
  }

  /**
   * The same metric of one class or of some classes alone.
   *
   * @param classes their numbers from 0 on; none means all
   */
  default M classes(int... classes) {
    List<Integer> list = IntStream.of(classes).boxed().toList();
    return with(threshold(), mostProbable(), average(), list);
  }

  @Override
  default int size(Shape target, Shape prediction) {
    Targets.checkClasses(this, target, prediction);
    int columns = Targets.columns(prediction);
    if (mostProbable() && columns < 2) {
      throw new ShapeException(
          "The metric %s looks for the most probable class, but the network gives a single number; take a threshold."
              .formatted(name()));
    }
    if (classes().stream().anyMatch(number -> number >= columns)) {
      throw new ShapeException(
          "The metric %s counts the classes %s, but the network tells 0 to %s apart; leave out the others."
              .formatted(name(), classes(), columns - 1));
    }
    return 3 * columns;
  }

  /** The true positives, the positive predictions and the positive targets of each class. */
  @Override
  default Operand<TFloat64> totals(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    int columns = Targets.columns(prediction.shape());
    Operand<TFloat64> predicted = predicted(tf, Targets.rows(tf, prediction, columns), columns);
    Operand<TFloat64> actual = above(tf, Targets.columns(tf, target, prediction), 0.5f);
    Operand<TInt32> rows = tf.constant(0);
    return tf.concat(
        List.of(
            tf.reduceSum(tf.math.mul(predicted, actual), rows),
            tf.reduceSum(predicted, rows),
            tf.reduceSum(actual, rows)),
        rows);
  }

  private Operand<TFloat64> predicted(Ops tf, Operand<TFloat32> rows, int columns) {
    return mostProbable()
        ? above(tf, ClassNumbers.oneHot(tf, rows, columns), 0.5f)
        : above(tf, rows, threshold());
  }

  private static Operand<TFloat64> above(Ops tf, Operand<TFloat32> values, float threshold) {
    return tf.dtypes.cast(tf.math.greater(values, tf.constant(threshold)), TFloat64.class);
  }

  @Override
  default double value(double[] totals, long examples) {
    int columns = totals.length / 3;
    int[] counted =
        classes().isEmpty()
            ? IntStream.range(0, columns).toArray()
            : classes().stream().mapToInt(Integer::intValue).toArray();
    double[] sums = new double[3];
    double scores = 0;
    double weights = 0;
    for (int number : counted) {
      double right = totals[number];
      double predicted = totals[columns + number];
      double actual = totals[2 * columns + number];
      double weight = average() == Average.WEIGHTED ? actual : 1;
      sums[0] += right;
      sums[1] += predicted;
      sums[2] += actual;
      scores += weight * score(right, predicted, actual);
      weights += weight;
    }
    return average() == Average.MICRO
        ? score(sums[0], sums[1], sums[2])
        : ConfusionMatrix.ratio(scores, weights);
  }

  @Override
  default Optional<Boolean> largerIsBetter() {
    return Optional.of(true);
  }

  /** The type in camel case, with the options that are not the default behind it. */
  @Override
  default String name() {
    List<String> options = new ArrayList<>();
    if (mostProbable()) {
      options.add("most probable");
    } else if (threshold() != 0.5f) {
      options.add(String.valueOf(threshold()));
    }
    if (average() != Average.MICRO) {
      options.add(average().name().toLowerCase(Locale.ROOT));
    }
    if (!classes().isEmpty()) {
      options.add(
          classes().stream().map(String::valueOf).collect(Collectors.joining(" ", "class ", "")));
    }
    String name = Metric.super.name();
    return options.isEmpty() ? name : name + "(" + String.join(", ", options) + ")";
  }

  private static void check(String metric, float threshold, List<Integer> classes) {
    if (Float.isNaN(threshold)) {
      throw new IllegalArgumentException(metric + " needs a threshold, but got NaN.");
    }
    if (classes.stream().anyMatch(number -> number < 0)
        || new HashSet<>(classes).size() < classes.size()) {
      throw new IllegalArgumentException(
          "%s needs different class numbers of at least 0, but got %s.".formatted(metric, classes));
    }
  }

  /** The share of true positives among the positive predictions. */
  record Precision(float threshold, boolean mostProbable, Average average, List<Integer> classes)
      implements ClassScore<Precision> {

    public Precision {
      classes = List.copyOf(classes);
      check("Precision", threshold, classes);
    }

    @Override
    public Precision with(
        float threshold, boolean mostProbable, Average average, List<Integer> classes) {
      return new Precision(threshold, mostProbable, average, classes);
    }

    @Override
    public double score(double right, double predicted, double actual) {
      return ConfusionMatrix.ratio(right, predicted);
    }
  }

  /** The share of true positives among the positive targets. */
  record Recall(float threshold, boolean mostProbable, Average average, List<Integer> classes)
      implements ClassScore<Recall> {

    public Recall {
      classes = List.copyOf(classes);
      check("Recall", threshold, classes);
    }

    @Override
    public Recall with(
        float threshold, boolean mostProbable, Average average, List<Integer> classes) {
      return new Recall(threshold, mostProbable, average, classes);
    }

    @Override
    public double score(double right, double predicted, double actual) {
      return ConfusionMatrix.ratio(right, actual);
    }
  }

  /** The harmonic mean of precision and recall. */
  record F1Score(float threshold, boolean mostProbable, Average average, List<Integer> classes)
      implements ClassScore<F1Score> {

    public F1Score {
      classes = List.copyOf(classes);
      check("F1Score", threshold, classes);
    }

    @Override
    public F1Score with(
        float threshold, boolean mostProbable, Average average, List<Integer> classes) {
      return new F1Score(threshold, mostProbable, average, classes);
    }

    @Override
    public double score(double right, double predicted, double actual) {
      return ConfusionMatrix.ratio(2 * right, predicted + actual);
    }
  }
}
