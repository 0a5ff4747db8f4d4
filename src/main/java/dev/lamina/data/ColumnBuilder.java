package dev.lamina.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Gathers the values of a column, and finds out of which type they are: numbers if the first {@link
 * #SAMPLE} values are, which is settled then; booleans if all are {@code true} or {@code false};
 * else texts.
 */
final class ColumnBuilder {
  /** How many values decide whether a column is of numbers. */
  static final int SAMPLE = 10_000;

  private static final int MISSING = -1;
  private static final Set<String> BOOLEANS = Set.of("true", "false");

  private final String name;
  private boolean canBeNumbers;
  private boolean canBeTexts = true;
  private int rows;
  private int values;
  private double[] numbers = new double[16];
  private int[] codes = new int[16];
  private Dictionary texts = new Dictionary();

  /**
   * A column without rows.
   *
   * @param asText whether it is of texts, whatever they look like
   */
  ColumnBuilder(String name, boolean asText) {
    this.name = name;
    this.canBeNumbers = !asText;
  }

  /** A column for the rows behind these, of the type that these settled. */
  ColumnBuilder next() {
    ColumnBuilder next = new ColumnBuilder(name, !canBeNumbers);
    next.canBeTexts = values == 0 || !canBeNumbers;
    return next;
  }

  String name() {
    return name;
  }

  int rows() {
    return rows;
  }

  /** Adds a row without a value. */
  void addMissing() {
    append(Double.NaN, MISSING);
  }

  /** Adds a number to a column that has only numbers. */
  void add(double number) {
    canBeTexts = false;
    append(number, MISSING);
  }

  /** Adds a text to a column that has only texts. */
  void add(String text) {
    canBeNumbers = false;
    add(text.toCharArray(), 0, text.length());
  }

  /**
   * Adds what is written.
   *
   * @return false if it is no number, but those before were: nothing is added
   */
  boolean add(char[] text, int from, int to) {
    double number = canBeNumbers ? NumberParser.parse(text, from, to) : Double.NaN;
    if (canBeNumbers && Double.isNaN(number)) {
      if (!canBeTexts) {
        return false;
      }
      canBeNumbers = false;
    } else if (canBeNumbers && canBeTexts && isCode(text, from, to)) {
      canBeNumbers = false;
    }
    append(number, canBeTexts ? texts.code(text, from, to) : MISSING);
    if (++values == SAMPLE && canBeNumbers) {
      canBeTexts = false;
      texts = new Dictionary();
    }
    return true;
  }

  /** Whether a number has zeros in front, as those of postcodes that are no quantities. */
  private static boolean isCode(char[] text, int from, int to) {
    return to - from > 1 && text[from] == '0' && text[from + 1] != '.' && isDigit(text[from + 1]);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void append(double number, int code) {
    if (canBeNumbers) {
      numbers = rows < numbers.length ? numbers : Arrays.copyOf(numbers, larger(rows));
      numbers[rows] = number;
    }
    if (canBeTexts) {
      codes = rows < codes.length ? codes : Arrays.copyOf(codes, larger(rows));
      codes[rows] = code;
    }
    rows++;
  }

  private static int larger(int size) {
    return (int) Math.min(Integer.MAX_VALUE - 8L, size + (long) (size >> 1));
  }

  /** The column. */
  TableColumn build() {
    if (canBeNumbers) {
      return TableColumn.ofNumbers(name, ColumnType.NUMBER, Arrays.copyOf(numbers, rows));
    }
    List<String> all = texts.texts();
    int[] used = Arrays.copyOf(codes, rows);
    if (!all.isEmpty() && all.stream().allMatch(ColumnBuilder::isBoolean)) {
      double[] booleans = new double[rows];
      Arrays.setAll(
          booleans,
          row ->
              used[row] == MISSING
                  ? Double.NaN
                  : all.get(used[row]).equalsIgnoreCase("true") ? 1 : 0);
      return TableColumn.ofNumbers(name, ColumnType.BOOLEAN, booleans);
    }
    return TableColumn.ofTexts(name, used, all);
  }

  private static boolean isBoolean(String text) {
    return text.length() <= "false".length() && BOOLEANS.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Different texts, each found by its characters without making a string of them first. */
  private static final class Dictionary {
    private final List<String> texts = new ArrayList<>();
    private int[] slots = new int[64];

    List<String> texts() {
      return List.copyOf(texts);
    }

    int code(char[] text, int from, int to) {
      int hash = 0;
      for (int i = from; i < to; i++) {
        hash = 31 * hash + text[i];
      }
      int slot = slot(hash);
      while (slots[slot] != 0 && !same(texts.get(slots[slot] - 1), text, from, to)) {
        slot = (slot + 1) & (slots.length - 1);
      }
      if (slots[slot] != 0) {
        return slots[slot] - 1;
      }
      texts.add(new String(text, from, to - from));
      slots[slot] = texts.size();
      if (texts.size() * 2 > slots.length) {
        grow();
      }
      return texts.size() - 1;
    }

    private int slot(int hash) {
      return ((hash ^ (hash >>> 15)) * 0x9e3779b9)
          >>> Integer.numberOfLeadingZeros(slots.length - 1);
    }

    private static boolean same(String known, char[] text, int from, int to) {
      if (known.length() != to - from) {
        return false;
      }
      for (int i = from; i < to; i++) {
        if (known.charAt(i - from) != text[i]) {
          return false;
        }
      }
      return true;
    }

    private void grow() {
      slots = new int[2 * slots.length];
      for (int i = 0; i < texts.size(); i++) {
        int slot = slot(texts.get(i).hashCode());
        while (slots[slot] != 0) {
          slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = i + 1;
      }
    }
  }
}
