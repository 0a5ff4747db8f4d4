package dev.lamina.train.metric;

import dev.lamina.layer.ShapeException;
import dev.lamina.train.loss.ClassNumbers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A metric that counts which classes predictions say and targets mean: {@link Precision}, {@link
 * Recall} or {@link F1Score}.
 *
 * <p>Every number of the prediction's last axis is a class. It is said if it is above the
 * threshold, or, with {@code mostProbable}, if it is the first largest of its row. Targets are
 * numbers of the same shape, which mean a class if above 0.5, or class numbers. Where nothing was
 * said or meant, and the score would be 0/0, it is 0.
 *
 * @param <M> the metric's own type
 */
public interface ClassScore<M extends ClassScore<M>> extends Metric {

  /** What a prediction must be above to say its class. */
  float threshold();

  /** Whether predictions say their most probable class and no other, whatever the threshold. */
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
   * @param right how often they were said and meant
   * @param said how often they were said
   * @param meant how often they were meant
   */
  double score(double right, double said, double meant);

  /** The same metric with another threshold; 0 for a network that ends in logits. */
  default M threshold(float threshold) {
    return with(threshold, mostProbable(), average(), classes());
  }

  /** The same metric of predictions that say their most probable class and no other. */
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
          "The metric %s counts the classes %s, but the network tells 0 to %d apart; leave out the others."
              .formatted(name(), classes(), columns - 1));
    }
    return 3 * columns;
  }

  /** How often each class was said and meant, was said, and was meant. */
  @Override
  default Operand<TFloat32> totals(Ops tf, Operand<TFloat32> target, Operand<TFloat32> prediction) {
    int columns = Targets.columns(prediction.shape());
    Operand<TFloat32> said = said(tf, Targets.rows(tf, prediction, columns), columns);
    Operand<TFloat32> meant = above(tf, Targets.columns(tf, target, prediction), 0.5f);
    Operand<TInt32> rows = tf.constant(0);
    return tf.concat(
        List.of(
            tf.reduceSum(tf.math.mul(said, meant), rows),
            tf.reduceSum(said, rows),
            tf.reduceSum(meant, rows)),
        rows);
  }

  private Operand<TFloat32> said(Ops tf, Operand<TFloat32> rows, int columns) {
    return mostProbable() ? ClassNumbers.oneHot(tf, rows, columns) : above(tf, rows, threshold());
  }

  private static Operand<TFloat32> above(Ops tf, Operand<TFloat32> values, float threshold) {
    return tf.dtypes.cast(tf.math.greater(values, tf.constant(threshold)), TFloat32.class);
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
      double said = totals[columns + number];
      double meant = totals[2 * columns + number];
      double weight = average() == Average.WEIGHTED ? meant : 1;
      sums[0] += right;
      sums[1] += said;
      sums[2] += meant;
      scores += weight * score(right, said, meant);
      weights += weight;
    }
    return average() == Average.MICRO
        ? score(sums[0], sums[1], sums[2])
        : ConfusionMatrix.ratio(scores, weights);
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

  /** The share of what was said that was meant: how far a yes can be trusted. */
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
    public double score(double right, double said, double meant) {
      return ConfusionMatrix.ratio(right, said);
    }
  }

  /** The share of what was meant that was said: how much is found. */
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
    public double score(double right, double said, double meant) {
      return ConfusionMatrix.ratio(right, meant);
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
    public double score(double right, double said, double meant) {
      return ConfusionMatrix.ratio(2 * right, said + meant);
    }
  }

  /** How one number is made of the scores of several classes. */
  enum Average {
    /** The score of the counts of all classes together. */
    MICRO,
    /** The mean of the classes' scores. */
    MACRO,
    /** The mean of the classes' scores, each weighted by how many targets mean the class. */
    WEIGHTED
  }
}
