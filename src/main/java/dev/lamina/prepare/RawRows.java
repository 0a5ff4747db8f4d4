package dev.lamina.prepare;

import dev.lamina.data.ColumnType;
import dev.lamina.data.DataException;
import dev.lamina.data.Table;
import dev.lamina.data.TableColumn;
import dev.lamina.data.ValueType;
import dev.lamina.data.Values;
import java.util.LinkedHashMap;
import java.util.Map;

/** A table's values as a graph's inputs take them: {@code [rows, 1]} of each column. */
public final class RawRows {
  private RawRows() {}

  /**
   * The values of some rows.
   *
   * @param types float32, int64 or string, by the names of columns; other columns are left out
   * @throws DataException if a column is missing or has values of another kind; names the row
   */
  public static Map<String, Values> of(
      Table table, Map<String, ValueType> types, int from, int to) {
    Map<String, Values> raw = new LinkedHashMap<>();
    types.forEach(
        (name, type) -> {
          TableColumn column = table.column(name);
          raw.put(
              name,
              switch (type) {
                case FLOAT32 -> floats(column, from, to);
                case INT64 -> wholes(column, from, to);
                default -> texts(column, from, to);
              });
        });
    return raw;
  }

  private static Values floats(TableColumn column, int from, int to) {
    float[] values = new float[to - from];
    for (int row = from; row < to; row++) {
      if (column.type() == ColumnType.TEXT && !column.isMissing(row)) {
        throw wrong(column, row, "a number");
      }
      values[row - from] = column.isMissing(row) ? Float.NaN : (float) column.number(row);
    }
    return Values.of(values).reshape(values.length, 1);
  }

  private static Values wholes(TableColumn column, int from, int to) {
    long[] values = new long[to - from];
    for (int row = from; row < to; row++) {
      boolean missing = column.isMissing(row);
      if (!missing
          && (column.type() == ColumnType.TEXT
              || column.number(row) != (long) column.number(row))) {
        throw wrong(column, row, "a whole number");
      }
      values[row - from] = missing ? Vocabulary.MISSING : (long) column.number(row);
    }
    return Values.of(values).reshape(values.length, 1);
  }

  static Values texts(TableColumn column, int from, int to) {
    String[] values = new String[to - from];
    for (int row = from; row < to; row++) {
      values[row - from] = column.text(row);
    }
    return Values.of(values).reshape(values.length, 1);
  }

  private static DataException wrong(TableColumn column, int row, String wanted) {
    return new DataException(
        "Column \"%s\" needs %s in every row, as in training, but row %s has \"%s\"; correct it, or leave it empty if it is not known."
            .formatted(column.name(), wanted, row, column.text(row)));
  }
}
