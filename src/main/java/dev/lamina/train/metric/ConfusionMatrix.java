package dev.lamina.train.metric;

import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often examples of each class were predicted as each class, and the scores that follow from
 * it. A score that would be 0/0 is 0, as in scikit-learn.
 *
 * @param counts a row for each true class, with a count for each predicted class
 */
public record ConfusionMatrix(List<List<Long>> counts) {

  /**
   * A matrix of counts.
   *
   * @throws IllegalArgumentException if there are fewer than 2 classes, rows of another length or
   *     counts below 0
   */
  public ConfusionMatrix {
    counts = counts.stream().map(List::copyOf).toList();
    int classes = counts.size();
    if (classes < 2 || counts.stream().anyMatch(row -> row.size() != classes)) {
      throw new IllegalArgumentException(
          "A confusion matrix needs 2 classes or more, and as many columns as rows, but got %s."
              .formatted(counts));
    }
    if (counts.stream().flatMap(List::stream).anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "A confusion matrix needs counts of at least 0, but got %s.".formatted(counts));
    }
  }

  /**
   * Counts class numbers.
   *
   * @param classes how many classes there are, at least 2
   * @param truth the class of each example
   * @param predicted the class that was predicted for each example
   * @throws IllegalArgumentException if there are more of one than of the other, or a number is no
   *     class; names the example
   */
  public static ConfusionMatrix of(int classes, int[] truth, int[] predicted) {
    checkSameCount(truth.length, predicted.length);
    long[][] counts = new long[Math.max(0, classes)][Math.max(0, classes)];
    for (int i = 0; i < truth.length; i++) {
      checkClass(i, truth[i], classes);
      checkClass(i, predicted[i], classes);
      counts[truth[i]][predicted[i]]++;
    }
    List<List<Long>> rows = new ArrayList<>();
    for (long[] row : counts) {
      rows.add(Arrays.stream(row).boxed().toList());
    }
    return new ConfusionMatrix(rows);
  }

  /**
   * Counts what targets mean and probabilities say: as {@link #of(float[][], float[][], double)}
   * with the threshold 0.5.
   */
  public static ConfusionMatrix of(float[][] targets, float[][] predictions) {
    return of(targets, predictions, 0.5);
  }

  /**
   * Counts what targets mean and predictions say, as a network takes and gives them.
   *
   * @param targets of each example a class number, or a probability for each class of which the
   *     first largest counts
   * @param predictions of each example a number for each class, or, for two classes, a single
   *     number that says 1 if it is above the threshold
   * @param threshold 0.5 for probabilities, 0 for logits
   * @throws IllegalArgumentException if there are none, more of one than of the other, their
   *     lengths do not go together, or a target is no class; names the example
   */
  public static ConfusionMatrix of(float[][] targets, float[][] predictions, double threshold) {
    checkSameCount(targets.length, predictions.length);
    if (predictions.length == 0) {
      throw new IllegalArgumentException(
          "A confusion matrix of targets and predictions needs 1 example or more, but got none.");
    }
    int width = predictions[0].length;
    int[] truth = new int[targets.length];
    int[] predicted = new int[targets.length];
    for (int i = 0; i < truth.length; i++) {
      if (predictions[i].length != width
          || (targets[i].length != width && targets[i].length != 1)) {
        throw new IllegalArgumentException(
            "Example %s has %s target values and %s predictions; give a class number or as many targets as predictions, here %s."
                .formatted(i, targets[i].length, predictions[i].length, width));
      }
      checkNumbers(i, targets[i]);
      checkNumbers(i, predictions[i]);
      truth[i] = classOf(i, targets[i]);
      predicted[i] = ClassNumbers.predicted(predictions[i], threshold);
    }
    return of(Math.max(2, width), truth, predicted);
  }

  private static int classOf(int example, float[] target) {
    int number = target.length == 1 ? (int) target[0] : ClassNumbers.mostProbable(target);
    if (target.length == 1 ? number != target[0] : !areProbabilities(target)) {
      throw new IllegalArgumentException(
          "Example %s has the target %s, which is no class: a confusion matrix takes whole class numbers or one class among zeros; for a network with several labels, make one of each label's column."
              .formatted(example, target.length == 1 ? target[0] : Arrays.toString(target)));
    }
    return number;
  }

  private static boolean areProbabilities(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value < 0 ? Double.NaN : value;
    }
    return Math.abs(sum - 1) < 1e-3;
  }

  private static void checkNumbers(int example, float[] values) {
    for (float value : values) {
      if (Float.isNaN(value)) {
        throw new IllegalArgumentException(
            "Example %s has NaN among %s, which is no class; look at the loss of the training."
                .formatted(example, Arrays.toString(values)));
      }
    }
  }

  private static void checkSameCount(int truth, int predicted) {
    if (truth != predicted) {
      throw new IllegalArgumentException(
          "A confusion matrix needs a prediction for each example, but got %s examples and %s predictions."
              .formatted(truth, predicted));
    }
  }

  private static void checkClass(int example, int number, int classes) {
    if (number < 0 || number >= classes) {
      throw new IllegalArgumentException(
          "Example %s has the class %s, but there are only 0 to %s; say how many classes there are."
              .formatted(example, number, classes - 1));
    }
  }

  private static double ratio(long part, long whole) {
    return ratio((double) part, (double) whole);
  }

  /** The quotient of counts; 0/0 is 0, as in scikit-learn and Keras. */
  static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }

  /** How many classes there are. */
  public int classes() {
    return counts.size();
  }

  /** How many examples of a class were predicted as another, or as the same. */
  public long count(int truth, int predicted) {
    return counts.get(truth).get(predicted);
  }

  /** How many examples there were. */
  public long examples() {
    return classNumbers().mapToLong(this::support).sum();
  }

  /** How many examples of the class there were. */
  public long support(int number) {
    return counts.get(number).stream().mapToLong(Long::longValue).sum();
  }

  private long predicted(int number) {
    return counts.stream().mapToLong(row -> row.get(number)).sum();
  }

  private IntStream classNumbers() {
    return IntStream.range(0, classes());
  }

  /** The share of examples whose class was predicted. */
  public double accuracy() {
    return ratio(classNumbers().mapToLong(k -> count(k, k)).sum(), examples());
  }

  /** The share of right ones among the predictions of the class. */
  public double precision(int number) {
    return ratio(count(number, number), predicted(number));
  }

  /** The share of right predictions among the examples of the class. */
  public double recall(int number) {
    return ratio(count(number, number), support(number));
  }

  /** The harmonic mean of the class's precision and recall. */
  public double f1(int number) {
    return ratio(2 * count(number, number), predicted(number) + support(number));
  }

  /** The scores of one class. */
  public Scores scores(int number) {
    return new Scores(precision(number), recall(number), f1(number));
  }

  /** The mean of the classes' scores. */
  public Scores macro() {
    return average(number -> 1);
  }

  /** The mean of the classes' scores, each weighted by the number of its examples. */
  public Scores weighted() {
    return average(this::support);
  }

  private Scores average(IntToDoubleFunction weight) {
    return new Scores(
        average(weight, Scores::precision),
        average(weight, Scores::recall),
        average(weight, Scores::f1));
  }

  private double average(IntToDoubleFunction weight, ToDoubleFunction<Scores> score) {
    return ratio(
        classNumbers()
            .mapToDouble(k -> weight.applyAsDouble(k) * score.applyAsDouble(scores(k)))
            .sum(),
        classNumbers().mapToDouble(weight).sum());
  }

  /**
   * Precision, recall and F1 of a class, or the averages of several.
   *
   * @param precision the share of right ones among predictions
   * @param recall the share of right predictions among examples
   * @param f1 the harmonic mean of the two
   */
  public record Scores(double precision, double recall, double f1) {}

  /**
   * A table with a line for each true class: how many of its examples were predicted as which
   * class, its scores and its support; then the averages and the accuracy.
   */
  @Override
  public String toString() {
    return toString(classNumbers().mapToObj(String::valueOf).toList());
  }

  /**
   * The same table with names in place of class numbers.
   *
   * @throws IllegalArgumentException if there are not as many names as classes
   */
  public String toString(List<String> names) {
    if (names.size() != classes()) {
      throw new IllegalArgumentException(
          "The matrix has %s classes, but got the names %s.".formatted(classes(), names));
    }
    List<Column> columns = new ArrayList<>(List.of(Column.left("class")));
    names.forEach(name -> columns.add(Column.right("as " + name)));
    for (String heading : List.of("precision", "recall", "f1", "support")) {
      columns.add(Column.right(heading));
    }
    List<List<String>> lines = new ArrayList<>();
    classNumbers()
        .forEach(k -> lines.add(line(names.get(k), counts.get(k), scores(k), support(k))));
    lines.add(line("macro average", List.of(), macro(), examples()));
    lines.add(line("weighted average", List.of(), weighted(), examples()));
    return new Table(columns, lines) + String.format(Locale.ROOT, "accuracy %.4f\n", accuracy());
  }

  private List<String> line(String name, List<Long> row, Scores scores, long support) {
    List<String> cells = new ArrayList<>(List.of(name));
    classNumbers().forEach(k -> cells.add(row.isEmpty() ? "" : String.valueOf(row.get(k))));
    for (double score : new double[] {scores.precision(), scores.recall(), scores.f1()}) {
      cells.add(String.format(Locale.ROOT, "%.4f", score));
    }
    cells.add(String.valueOf(support));
    return cells;
  }
}
