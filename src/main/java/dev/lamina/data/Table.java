package dev.lamina.data;

import dev.lamina.random.SplitMix64;
import dev.lamina.spec.Nearest;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of named columns, as a CSV file, a database or a program's own records have them; {@code
 * Columns} of the package {@code prepare} make of them what a network takes.
 *
 * <pre>{@code
 * Table penguins = Csv.read(Path.of("penguins.csv"));
 * System.out.println(penguins.describe());
 * Table male = penguins.where(row -> row.text("sex").equals("MALE"));
 * }</pre>
 */
public final class Table {
  private final List<TableColumn> columns;
  private final int rows;

  private Table(List<TableColumn> columns) {
    this.columns = List.copyOf(columns);
    this.rows = columns.isEmpty() ? 0 : columns.get(0).size();
  }

  /**
   * A table of columns.
   *
   * @throws IllegalArgumentException if two have one name
   */
  static Table of(List<TableColumn> columns) {
    Set<String> names = new HashSet<>();
    for (TableColumn column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(
            "Two columns are named \"%s\"; give each its own name, for a file by CsvFormat.names(…) behind its first line."
                .formatted(column.name()));
      }
    }
    return new Table(columns);
  }

  /**
   * The rows of a query, all that are left; the result is not closed.
   *
   * @throws SQLException if the database does
   */
  public static Table of(ResultSet result) throws SQLException {
    ResultSetMetaData about = result.getMetaData();
    List<ColumnBuilder> builders = new ArrayList<>();
    for (int i = 1; i <= about.getColumnCount(); i++) {
      builders.add(new ColumnBuilder(about.getColumnLabel(i), isText(about.getColumnType(i))));
    }
    while (result.next()) {
      for (int i = 0; i < builders.size(); i++) {
        add(builders.get(i), result.getObject(i + 1), result.getString(i + 1));
      }
    }
    return of(builders.stream().map(ColumnBuilder::build).toList());
  }

  private static boolean isText(int type) {
    return switch (type) {
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> false;
      case Types.REAL, Types.FLOAT, Types.DOUBLE, Types.NUMERIC, Types.DECIMAL -> false;
      default -> true;
    };
  }

  private static void add(ColumnBuilder builder, @Nullable Object value, @Nullable String written) {
    if (value instanceof Number number && !Double.isNaN(number.doubleValue())) {
      builder.add(number.doubleValue());
    } else if (value == null || value instanceof Number || String.valueOf(written).isEmpty()) {
      builder.addMissing();
    } else {
      builder.add(value instanceof Boolean ? value.toString() : String.valueOf(written));
    }
  }

  /**
   * A table of a program's own rows: maps from names to values, or records, whose components are
   * the columns. Values are numbers, booleans, or anything whose {@code toString} is a text; {@code
   * null}, NaN, "", an empty {@link Optional} and, in maps, a name that only others have, are
   * missing.
   *
   * @throws IllegalArgumentException if a row is neither, or a column has numbers and texts
   */
  public static Table ofRows(List<?> rows) {
    List<Map<String, Optional<Object>>> all = rows.stream().map(Table::values).toList();
    Set<String> names = new LinkedHashSet<>();
    all.forEach(row -> names.addAll(row.keySet()));
    List<TableColumn> columns = new ArrayList<>();
    for (String name : names) {
      List<@Nullable Object> values = new ArrayList<>();
      all.forEach(row -> values.add(row.getOrDefault(name, Optional.empty()).orElse(null)));
      boolean texts =
          values.stream().anyMatch(value -> value != null && !(value instanceof Number));
      if (texts && values.stream().anyMatch(Number.class::isInstance)) {
        throw new IllegalArgumentException(
            "Column \"%s\" has numbers and texts; give all its values as one of both."
                .formatted(name));
      }
      ColumnBuilder builder = new ColumnBuilder(name, texts);
      values.forEach(value -> add(builder, value, String.valueOf(value)));
      columns.add(builder.build());
    }
    return of(columns);
  }

  private static Map<String, Optional<Object>> values(Object row) {
    Map<String, Optional<Object>> values = new LinkedHashMap<>();
    if (row instanceof Map<?, ?> map) {
      map.forEach((name, value) -> values.put(String.valueOf(name), value(value)));
    } else if (row instanceof Record) {
      for (RecordComponent component : row.getClass().getRecordComponents()) {
        values.put(component.getName(), value(component(row, component)));
      }
    } else {
      throw new IllegalArgumentException(
          "A row is a map or a record, but got %s.".formatted(row.getClass().getSimpleName()));
    }
    return values;
  }

  private static @Nullable Object component(Object row, RecordComponent component) {
    try {
      component.getAccessor().trySetAccessible();
      return component.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "%s cannot be read; open its package to dev.lamina.".formatted(component), e);
    }
  }

  private static Optional<Object> value(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(Object.class::cast);
    }
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }
    return "".equals(value) ? Optional.empty() : Optional.ofNullable(value);
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** The names of the columns, in their order. */
  public List<String> names() {
    return columns.stream().map(TableColumn::name).toList();
  }

  /** The columns, in their order. */
  public List<TableColumn> columns() {
    return columns;
  }

  /**
   * The column of this name.
   *
   * @throws DataException if there is none; names the nearest
   */
  public TableColumn column(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    columns.isEmpty()
                        ? "There is no column \"%s\": the table has none.".formatted(name)
                        : Nearest.message("column", name, names())));
  }

  /**
   * The same rows with these columns, in this order.
   *
   * @throws DataException if there is none of a name; names the nearest
   */
  public Table select(String... names) {
    return of(Stream.of(names).map(this::column).toList());
  }

  /** The same columns with the rows that are wanted, in their order. */
  public Table where(Predicate<TableRow> wanted) {
    return take(IntStream.range(0, rows).filter(row -> wanted.test(new TableRow(this, row))));
  }

  /**
   * The same columns with the rows that have a value in each of these; without names in all.
   *
   * @throws DataException if there is no column of a name
   */
  public Table dropMissing(String... names) {
    List<TableColumn> looked = names.length == 0 ? columns : select(names).columns;
    return take(
        IntStream.range(0, rows)
            .filter(row -> looked.stream().noneMatch(column -> column.isMissing(row))));
  }

  /** The same rows in an order that the seed draws. */
  public Table shuffle(long seed) {
    return take(Arrays.stream(new SplitMix64(seed).permutation(rows)));
  }

  /**
   * The table in two parts, in the order of its rows; {@link #shuffle} before it makes both alike.
   *
   * @param fraction of the rows that the first part has, more than 0 and less than 1
   */
  public Halves split(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "split takes a fraction between 0 and 1, but got %s.".formatted(fraction));
    }
    int first = (int) Math.round(rows * fraction);
    return new Halves(take(IntStream.range(0, first)), take(IntStream.range(first, rows)));
  }

  private Table take(IntStream wanted) {
    int[] chosen = wanted.toArray();
    return new Table(columns.stream().map(column -> column.take(chosen)).toList());
  }

  /** Some rows that follow each other. */
  public Table rows(int from, int to) {
    return take(IntStream.range(from, Math.min(to, rows)));
  }

  /** A line for each column: its type, missing and different values, and what they are. */
  public String describe() {
    return description().toString();
  }

  DataDescription description() {
    dev.lamina.text.Table table =
        dev.lamina.text.Table.of(
            dev.lamina.text.Table.Column.left("column"),
            dev.lamina.text.Table.Column.left("type"),
            dev.lamina.text.Table.Column.right("missing"),
            dev.lamina.text.Table.Column.right("distinct"),
            dev.lamina.text.Table.Column.left("values"));
    for (TableColumn column : columns) {
      table =
          table.row(
              column.name(),
              column.type().toString(),
              String.valueOf(column.missing()),
              String.valueOf(column.distinct()),
              column.summary());
    }
    return DataDescription.of("%s rows, %s columns".formatted(rows, columns.size()), table);
  }

  /** {@code 344 rows: species, island, …}. */
  @Override
  public String toString() {
    return "%s rows: %s".formatted(rows, String.join(", ", names()));
  }

  /**
   * A table in two parts that share no row.
   *
   * @param first the part that has the fraction asked for
   * @param second the rest
   */
  public record Halves(Table first, Table second) {}
}
