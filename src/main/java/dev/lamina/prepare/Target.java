package dev.lamina.prepare;

import dev.lamina.data.ColumnType;
import dev.lamina.data.DataException;
import dev.lamina.data.Dataset;
import dev.lamina.data.TableColumn;
import dev.lamina.data.Values;
import dev.lamina.layer.Moments;
import dev.lamina.spec.Nearest;
import dev.lamina.spec.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The column that is to be predicted: classes by their names, or numbers that are brought to mean 0
 * and deviation 1, and back in predictions.
 *
 * @param name of the column
 * @param classes learned: the names of the classes, whose places are their numbers; none of numbers
 * @param mean learned of numbers
 * @param deviation learned of numbers, above 0
 */
public record Target(String name, List<String> classes, float mean, float deviation) {
  static final Type<Target> TYPE = Type.of(new Target("", List.of(), 0, 1), "name");

  public Target {
    classes = List.copyOf(classes);
  }

  /**
   * Learns classes, in the order of their names, of texts, booleans and whole numbers.
   *
   * @throws DataException if a row has none, or all have the same
   */
  static Target classes(TableColumn column) {
    checkThere(column);
    Vocabulary.areWhole(column, "Target.classes");
    List<String> classes = List.copyOf(column.counts().keySet());
    if (classes.size() < 2) {
      throw new DataException(
          "Column \"%s\" has the class %s in all rows, so there is nothing to tell apart; take other rows or another target."
              .formatted(column.name(), classes));
    }
    return new Target(column.name(), classes, 0, 1);
  }

  /**
   * Learns mean and deviation of numbers.
   *
   * @throws DataException if a row has none
   */
  static Target numbers(TableColumn column) {
    checkThere(column);
    if (column.type() == ColumnType.TEXT) {
      throw new DataException(
          "Column \"%s\" has texts, which are no numbers to predict; take them as classes."
              .formatted(column.name()));
    }
    float[] all = Fill.filled(column, 0);
    Moments moments = Dataset.of(Map.of("x", Values.of(all)), Map.of()).moments();
    float deviation = (float) Math.sqrt(moments.variance().get(0));
    return new Target(
        column.name(), List.of(), moments.mean().get(0), deviation == 0 ? 1 : deviation);
  }

  /** Learns classes of texts, booleans and columns of 0 and 1 alone; else numbers. */
  static Target of(TableColumn column) {
    boolean flags =
        column.type() == ColumnType.NUMBER
            && column.present().allMatch(each -> each == 0 || each == 1);
    return column.type() == ColumnType.NUMBER && !flags ? numbers(column) : classes(column);
  }

  private static void checkThere(TableColumn column) {
    for (int row = 0; row < column.size(); row++) {
      if (column.isMissing(row)) {
        throw new DataException(
            "Column \"%s\" is the target, but row %s has none; leave such rows out by dropMissing(\"%s\")."
                .formatted(column.name(), row, column.name()));
      }
    }
    if (column.size() == 0) {
      throw new DataException(
          "The table has no rows, so nothing can be learned of column \"%s\"."
              .formatted(column.name()));
    }
  }

  /** Whether classes are told apart. */
  public boolean isClasses() {
    return !classes.isEmpty();
  }

  /** What a network is to give for each row: the class's number, or the number brought to scale. */
  float[] y(TableColumn column) {
    checkThere(column);
    Map<String, Integer> numbers = new HashMap<>();
    classes.forEach(each -> numbers.put(each, numbers.size()));
    float[] y = new float[column.size()];
    for (int row = 0; row < y.length; row++) {
      if (isClasses()) {
        Integer number = numbers.get(column.text(row));
        if (number == null) {
          throw new DataException(
              "Row %s: %s".formatted(row, Nearest.message("class", column.text(row), classes)));
        }
        y[row] = number;
      } else {
        y[row] = (float) ((column.number(row) - mean) / deviation);
      }
    }
    return y;
  }

  /** The numbers that a network's outputs stand for. */
  public Operand<TFloat32> restored(Ops tf, Operand<TFloat32> outputs) {
    return tf.math.add(tf.math.mul(outputs, tf.constant(deviation)), tf.constant(mean));
  }

  /** The number that a network's output stands for. */
  public float restored(float output) {
    return output * deviation + mean;
  }
}
