package dev.lamina.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A column of a {@link Table}: values of one type, some of which may be missing. */
public final class TableColumn {
  private static final int MOST_SHOWN = 4;
  private static final int MISSING = -1;

  private final String name;
  private final ColumnType type;

  /** Of numbers and booleans; NaN where a value is missing. */
  private final double[] numbers;

  /** Of texts: the place of each among {@link #texts}, or {@link #MISSING}. */
  private final int[] codes;

  private final List<String> texts;

  private TableColumn(
      String name, ColumnType type, double[] numbers, int[] codes, List<String> texts) {
    this.name = name;
    this.type = type;
    this.numbers = numbers;
    this.codes = codes;
    this.texts = texts;
  }

  /** A column of numbers or, if they are 0 and 1, booleans; NaN where one is missing. */
  static TableColumn ofNumbers(String name, ColumnType type, double[] numbers) {
    return new TableColumn(name, type, numbers, new int[0], List.of());
  }

  /** A column of texts, each the place of its text, or -1 where it is missing. */
  static TableColumn ofTexts(String name, int[] codes, List<String> texts) {
    return new TableColumn(name, ColumnType.TEXT, new double[0], codes, texts);
  }

  /** The name in the table's heading. */
  public String name() {
    return name;
  }

  /** What the values are. */
  public ColumnType type() {
    return type;
  }

  /** How many rows there are. */
  public int size() {
    return type == ColumnType.TEXT ? codes.length : numbers.length;
  }

  /** Whether the row has no value. */
  public boolean isMissing(int row) {
    return type == ColumnType.TEXT ? codes[row] == MISSING : Double.isNaN(numbers[row]);
  }

  /** How many rows have no value. */
  public int missing() {
    return (int) IntStream.range(0, size()).filter(this::isMissing).count();
  }

  /**
   * The number of a row, of a boolean 1 or 0; NaN if it is missing.
   *
   * @throws IllegalArgumentException if these are texts
   */
  public double number(int row) {
    if (type == ColumnType.TEXT) {
      throw new IllegalArgumentException(
          "Column \"%s\" has texts and no numbers; take text(row).".formatted(name));
    }
    return numbers[row];
  }

  /** The value of a row as a text, such as {@code 3}, {@code 2.5}, {@code true}; "" if missing. */
  public String text(int row) {
    if (isMissing(row)) {
      return "";
    }
    return switch (type) {
      case TEXT -> texts.get(codes[row]);
      case BOOLEAN -> String.valueOf(numbers[row] != 0);
      case NUMBER -> written(numbers[row]);
    };
  }

  /** Whether all numbers that are there are whole and exact: at most 2^53. */
  public boolean isWhole() {
    return type != ColumnType.TEXT
        && Arrays.stream(numbers)
            .allMatch(
                each ->
                    Double.isNaN(each) || (each == Math.rint(each) && Math.abs(each) <= 0x1p53));
  }

  /** The different values as texts, with how many rows each has; numbers in their order. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts =
        type == ColumnType.NUMBER
            ? new TreeMap<>((a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b)))
            : new TreeMap<>();
    for (int row = 0; row < size(); row++) {
      if (!isMissing(row)) {
        counts.merge(text(row), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** How many different values there are. */
  public int distinct() {
    return (int)
        (type == ColumnType.TEXT
            ? Arrays.stream(codes).filter(code -> code != MISSING).distinct().count()
            : present().distinct().count());
  }

  /** The numbers that are not missing. */
  public DoubleStream present() {
    return Arrays.stream(numbers).filter(each -> !Double.isNaN(each));
  }

  /** The values as a sentence: from where to where, or the most frequent ones. */
  String summary() {
    if (missing() == size()) {
      return "all missing";
    }
    if (type == ColumnType.NUMBER) {
      var values = present().summaryStatistics();
      return String.format(
          Locale.ROOT,
          "%s to %s, mean %.4g",
          written(values.getMin()),
          written(values.getMax()),
          values.getAverage());
    }
    String most =
        counts().entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(MOST_SHOWN)
            .map(each -> "%s (%s)".formatted(shortened(each.getKey()), each.getValue()))
            .collect(Collectors.joining(", "));
    return distinct() > MOST_SHOWN ? most + ", …" : most;
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > 24 ? line.substring(0, 24) + "…" : line;
  }

  private static String written(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }

  /** The same column with these rows, in this order. */
  TableColumn take(int[] rows) {
    return type == ColumnType.TEXT
        ? ofTexts(name, IntStream.of(rows).map(row -> codes[row]).toArray(), texts)
        : ofNumbers(name, type, IntStream.of(rows).mapToDouble(row -> numbers[row]).toArray());
  }

  /** The same column with another name. */
  TableColumn named(String other) {
    return new TableColumn(other, type, numbers, codes, texts);
  }
}
