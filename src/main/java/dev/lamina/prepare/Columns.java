package dev.lamina.prepare;

import dev.lamina.data.ColumnType;
import dev.lamina.data.DataException;
import dev.lamina.data.Table;
import dev.lamina.data.TableColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which columns of a table a network takes, and how. What it needs to know of them is learned from
 * the training rows alone, by {@link #adapt}:
 *
 * <pre>{@code
 * Preparation prepared =
 *     Columns.of(numeric("bill_length_mm"), category("island"), category("sex"))
 *         .adapt(train, "species");
 * }</pre>
 *
 * @param inputs the columns of each of the network's inputs, by its name
 */
public record Columns(Map<String, List<Feature>> inputs) {
  /** The name of the only input. */
  private static final String X = "x";

  /**
   * Up to how many different texts a column has categories rather than sentences, if rows repeat.
   */
  private static final int MOST_CATEGORIES = 100;

  public Columns {
    Map<String, List<Feature>> copy = new LinkedHashMap<>();
    inputs.forEach((name, features) -> copy.put(name, List.copyOf(features)));
    inputs = Collections.unmodifiableMap(copy);
  }

  /** One input, whose numbers are those of the columns one after the other. */
  public static Columns of(Feature... features) {
    return new Columns(Map.of(X, List.of(features)));
  }

  /**
   * All columns but the target as one input: numbers and booleans numeric, texts as categories, and
   * texts of many different values as the counts of their words, at most 1,000.
   *
   * @throws DataException if there is no column of the target's name; names the nearest
   */
  public static Columns infer(Table table, String target) {
    table.column(target);
    return of(
        table.columns().stream()
            .filter(column -> !column.name().equals(target))
            .map(Columns::inferred)
            .toArray(Feature[]::new));
  }

  private static Feature inferred(TableColumn column) {
    if (column.type() != ColumnType.TEXT) {
      return numeric(column.name());
    }
    int distinct = column.distinct();
    return distinct <= MOST_CATEGORIES || distinct * 2 < column.size()
        ? category(column.name()).maxTokens(MOST_CATEGORIES)
        : text(column.name()).outputMode(OutputMode.MULTI_HOT).maxTokens(1000);
  }

  /** These, and another input of the network with columns of its own. */
  public Columns input(String name, Feature... features) {
    Map<String, List<Feature>> more = new LinkedHashMap<>(inputs);
    more.put(name, List.of(features));
    return new Columns(more);
  }

  /** A column of numbers, normalized; the mean stands for a missing one. */
  public static Numeric numeric(String name) {
    return new Numeric(name, Fill.MEAN, true, 0, 0, 1);
  }

  /** A column of numbers in so many bins that each hold about as many rows, one-hot. */
  public static Discretized discretized(String name, int bins) {
    if (bins < 2) {
      throw new IllegalArgumentException(
          "discretized takes at least 2 bins, but got " + bins + ".");
    }
    return new Discretized(name, Fill.MEAN, 0, bins, List.of(), OutputMode.ONE_HOT);
  }

  /** A column of numbers in the bins between these boundaries, one-hot. */
  public static Discretized discretized(String name, float... boundaries) {
    List<Float> all = new ArrayList<>();
    for (float boundary : boundaries) {
      all.add(boundary);
    }
    return new Discretized(name, Fill.MEAN, 0, 0, all, OutputMode.ONE_HOT);
  }

  /** A column of categories, one-hot. */
  public static Category category(String name) {
    return new Category(name, 0, 1, OutputMode.ONE_HOT, false, List.of());
  }

  /** A column of very many categories in so many bins, one-hot. */
  public static Hashed hashed(String name, int bins) {
    return new Hashed(name, bins, List.of(), OutputMode.ONE_HOT, false);
  }

  /** A column of texts as the numbers of their words, in order, as many as the longest one has. */
  public static TextVectors text(String name) {
    return new TextVectors(name, Tokenization.STANDARD, 0, OutputMode.INT, 0, List.of(), List.of());
  }

  /**
   * Learns from the training rows what the columns need, and the target: texts, booleans and
   * columns of 0 and 1 are classes, other numbers are numbers.
   *
   * @throws DataException if there is no column of a name, or it has values of another kind, or
   *     none; names it
   */
  public Preparation adapt(Table train, String target) {
    return adapt(train, Target.of(train.column(target)));
  }

  /** As {@link #adapt(Table, String)}, of a target whose whole numbers are classes. */
  public Preparation adaptClasses(Table train, String target) {
    return adapt(train, Target.classes(train.column(target)));
  }

  /** As {@link #adapt(Table, String)}, of a target whose 0 and 1 are numbers. */
  public Preparation adaptNumbers(Table train, String target) {
    return adapt(train, Target.numbers(train.column(target)));
  }

  Preparation adapt(Table train, Target target) {
    List<Preparation.PreparedInput> adapted = new ArrayList<>();
    inputs.forEach(
        (name, features) ->
            adapted.add(
                new Preparation.PreparedInput(
                    name,
                    features.stream()
                        .map(feature -> feature.adapt(train.column(feature.name())))
                        .toList())));
    return new Preparation(adapted, target);
  }

  /** The features, in their order. */
  @Override
  public String toString() {
    return Arrays.toString(inputs.entrySet().toArray());
  }
}
