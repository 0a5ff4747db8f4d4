package dev.lamina.data;

/**
 * A row of a table.
 *
 * @param table the table
 * @param row its place, from 0
 */
public record TableRow(Table table, int row) {

  /** The number in a column, as {@link TableColumn#number}. */
  public double number(String column) {
    return table.column(column).number(row);
  }

  /** The text in a column, "" if it is missing. */
  public String text(String column) {
    return table.column(column).text(row);
  }

  /** Whether there is no value in a column. */
  public boolean isMissing(String column) {
    return table.column(column).isMissing(row);
  }
}
