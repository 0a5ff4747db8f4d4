package dev.lamina.prepare;

import dev.lamina.data.ColumnType;
import dev.lamina.data.DataException;
import dev.lamina.data.TableColumn;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What stands for a missing number. */
public enum Fill {
  /** The mean of those that are there. */
  MEAN,
  /** The middle one of those that are there; of two the mean of both. */
  MEDIAN,
  /** A number that is given. */
  CONSTANT;

  /** What stands for a missing number of a column. */
  float of(TableColumn column, float constant) {
    if (column.type() == ColumnType.TEXT) {
      throw new DataException(
          "Column \"%s\" has texts such as \"%s\", no numbers; take category(\"%s\") or text(\"%s\"), or read the word as missing with CsvFormat.missing(…)."
              .formatted(column.name(), first(column), column.name(), column.name()));
    }
    if (column.missing() == column.size() && this != CONSTANT) {
      throw new DataException(
          "Column \"%s\" has no value in any of the %s rows to learn from; leave it out, or give fill(…) a number."
              .formatted(column.name(), column.size()));
    }
    return switch (this) {
      case MEAN -> (float) column.present().average().orElseThrow();
      case MEDIAN -> median(column.present().sorted().toArray());
      case CONSTANT -> constant;
    };
  }

  private static String first(TableColumn column) {
    return column.counts().keySet().stream().findFirst().orElse("");
  }

  private static float median(double[] sorted) {
    int middle = sorted.length / 2;
    return (float)
        (sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }

  /** The column's numbers with one in place of what is missing. */
  static float[] filled(TableColumn column, float value) {
    float[] all = new float[column.size()];
    for (int row = 0; row < all.length; row++) {
      all[row] = column.isMissing(row) ? value : (float) column.number(row);
    }
    return all;
  }

  /** The same of raw values in a graph. */
  static Operand<TFloat32> filled(Ops tf, Operand<TFloat32> raw, float value) {
    return tf.select(tf.math.isNan(raw), tf.fill(tf.shape(raw), tf.constant(value)), raw);
  }
}
