package dev.lamina.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of text: a heading and a row for each thing, in aligned columns.
 *
 * <pre>{@code
 * Table.of(Column.left("way"), Column.right("updates")).row("mini-batch", "700")
 * }</pre>
 *
 * @param columns from left to right
 * @param rows from top to bottom, each with a cell for every column
 */
public record Table(List<Column> columns, List<List<String>> rows) {
  private static final String GAP = "  ";

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "A row needs a cell for each of the %s columns, but got %s."
                .formatted(columns.size(), row));
      }
    }
  }

  /** A table without rows. */
  public static Table of(Column... columns) {
    return new Table(List.of(columns), List.of());
  }

  /** The same table with one more row. */
  public Table row(String... cells) {
    List<List<String>> more = new ArrayList<>(rows);
    more.add(List.of(cells));
    return new Table(columns, more);
  }

  /** The text: lines that each end in a newline and have no trailing spaces. */
  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>(headings());
    lines.addAll(rows);
    int[] widths = widths(lines);
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < widths.length; i++) {
        cells.add(columns.get(i).pad(line.get(i), widths[i]));
      }
      text.append(String.join(GAP, cells).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /** The headings' lines; a heading of fewer lines than another stands at the bottom. */
  private List<List<String>> headings() {
    List<List<String>> byColumn =
        columns.stream().map(column -> column.heading().lines().toList()).toList();
    int height = byColumn.stream().mapToInt(List::size).max().orElse(0);
    List<List<String>> lines = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      int fromBottom = height - line;
      lines.add(
          byColumn.stream()
              .map(words -> words.size() < fromBottom ? "" : words.get(words.size() - fromBottom))
              .toList());
    }
    return lines;
  }

  private int[] widths(List<List<String>> lines) {
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(line.get(i)));
      }
    }
    return widths;
  }

  /**
   * How a column looks.
   *
   * @param heading one or more lines
   * @param toTheRight whether cells end, rather than begin, below each other
   */
  public record Column(String heading, boolean toTheRight) {

    /** A column for words. */
    public static Column left(String heading) {
      return new Column(heading, false);
    }

    /** A column for numbers. */
    public static Column right(String heading) {
      return new Column(heading, true);
    }

    private String pad(String cell, int width) {
      String spaces = " ".repeat(width - DisplayWidth.of(cell));
      return toTheRight ? spaces + cell : cell + spaces;
    }
  }
}
