package dev.lamina.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import dev.lamina.io.Limits.LimitedReader;
import dev.lamina.io.Reading;
import dev.lamina.io.TextFile;
import dev.lamina.text.Messages;
import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tensorflow.ndarray.Shape;

/** Reads tables of values that are separated by commas. */
public final class Csv {
  /** A number as one writes it, not as Java does: {@code 5d} is none. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?((\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|NaN|Infinity)");

  private static final Pattern NOT_ZERO = Pattern.compile("[^eE]*[1-9]");

  /** How many characters a line has at most, beside those of its numbers. */
  private static final long LONGEST_LINE = 1 << 20;

  /** How many values a line may have too many, so that they are counted in a message. */
  private static final int EXTRA_VALUES = 1 << 20;

  /** How many a number has at most. */
  private static final long LONGEST_NUMBER = 64;

  private Csv() {}

  /**
   * Reads a table whose first line names the columns, of any types, gzipped or not: numbers if the
   * first 10,000 values of a column are, true and false, or texts. Values may be in quotes, and
   * nothing, {@code NA}, {@code NaN} or {@code null} is a missing one. Text is UTF-8 or UTF-16.
   *
   * <p>The table is in memory: 8 bytes for a number, 4 for a text beside each different one once.
   *
   * @throws DataException if the file is missing or empty, a line has another number of values than
   *     there are names, two names are equal, or a word stands among numbers; names the line
   */
  public static Table read(Path file) {
    return read(file, CsvFormat.standard());
  }

  /** As {@link #read(Path)}, of a file that is written in another way. */
  public static Table read(Path file, CsvFormat format) {
    return head(file, format, Integer.MAX_VALUE);
  }

  /** As {@link #read(Path, CsvFormat)}, of the first rows alone, from which much can be learned. */
  public static Table head(Path file, CsvFormat format, int rows) {
    return Reading.of(
        file,
        DataException::new,
        () -> {
          try (CsvTable table = new CsvTable(file, format)) {
            return table.next(rows);
          }
        });
  }

  /**
   * As {@link #read(Path, CsvFormat)}, of a file that need not fit in memory: in tables of so many
   * rows and a last one of fewer, whose columns have the types of the first one's. To be closed.
   *
   * @param rows of each; with 10,000 or more the types are those of {@link #read(Path)}
   */
  public static Stream<Table> stream(Path file, CsvFormat format, int rows) {
    CsvTable table = Reading.of(file, DataException::new, () -> new CsvTable(file, format));
    return Stream.generate(() -> Reading.of(file, DataException::new, () -> table.next(rows)))
        .takeWhile(some -> some.rows() > 0)
        .onClose(
            () ->
                Reading.of(
                    file,
                    DataException::new,
                    () -> {
                      table.close();
                      return table;
                    }));
  }

  /**
   * A data set of inputs without targets, one example in each line. A first line without any number
   * is taken for the names of the columns. Text is UTF-8 or UTF-16.
   *
   * @param shape of one example
   * @throws DataException if the file is missing, a line has another number of values or other
   *     separators, or a value is no finite number; names the line and the column
   */
  public static Dataset inputs(Path file, Shape shape) {
    int width = Example.width("x", shape);
    List<float[]> rows = Reading.of(file, DataException::new, () -> rows(file, width));
    if (rows.isEmpty()) {
      throw new DataException("%s has no examples; give one in each line.".formatted(file));
    }
    return Dataset.ofInputs(rows.toArray(float[][]::new)).reshape(shape);
  }

  private static List<float[]> rows(Path file, int width) throws IOException {
    List<float[]> rows = new ArrayList<>();
    try (LimitedReader text =
            new LimitedReader(
                TextFile.open(file, CodingErrorAction.REPLACE),
                LONGEST_LINE + LONGEST_NUMBER * width);
        CsvReader<CsvRecord> reader = CsvReader.builder().build(fields(width), text)) {
      boolean first = true;
      for (CsvRecord line : reader) {
        List<String> values = line.getFields().stream().map(Csv::trimmed).toList();
        if (!first || values.stream().anyMatch(Csv::isNumbers)) {
          rows.add(numbers(new Line(file, line.getStartingLineNumber(), values), width));
        }
        first = false;
        text.more();
      }
      return rows;
    } catch (CsvParseException e) {
      throw reason(e);
    }
  }

  /** As many fields as a line may have; how long it may be the text says. */
  private static CsvRecordHandler fields(int width) {
    return CsvRecordHandler.of(
        fields -> fields.maxFields(width + EXTRA_VALUES).maxRecordSize(Integer.MAX_VALUE));
  }

  /**
   * What went wrong, in the text, a handler or the library itself, which says all in one exception
   * of its own.
   */
  static IOException reason(CsvParseException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof DataException known) {
      throw known;
    }
    return cause instanceof IOException io ? io : new IOException(cause.getMessage(), e);
  }

  /** The value without blanks around it, of which control characters are none. */
  private static String trimmed(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && isBlank(value.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Whether a value is a number, or several without commas between them. */
  private static boolean isNumbers(String value) {
    return Arrays.stream(value.split("[;\\s]+", -1))
            .filter(part -> !part.isEmpty())
            .allMatch(part -> number(point(part)).isPresent())
        && !value.isEmpty();
  }

  private static String point(String number) {
    return number.replace(',', '.');
  }

  private static Optional<Float> number(String text) {
    return NUMBER.matcher(text).matches() && !vanishes(text)
        ? Optional.of(Float.parseFloat(text))
        : Optional.empty();
  }

  /** Whether a number is so near 0 that not even a double tells them apart. */
  private static boolean vanishes(String number) {
    return number.indexOf('-', 1) > 0
        && Double.parseDouble(number) == 0
        && NOT_ZERO.matcher(number).lookingAt();
  }

  private static float[] numbers(Line line, int width) {
    line.checkSeparator();
    List<String> values = line.values();
    if (values.size() != width) {
      throw line.wrong(
          " has %s values, but the network takes %s; give one example in each line."
              .formatted(values.size(), width));
    }
    float[] numbers = new float[width];
    for (int i = 0; i < width; i++) {
      String text = values.get(i);
      Optional<Float> number = number(text);
      if (number.filter(Float::isFinite).isEmpty()) {
        throw line.wrong(
            ", column %s: \"%s\" is no %s"
                .formatted(
                    i + 1,
                    Messages.shortened(text),
                    number.isPresent()
                        ? "finite number; give one."
                        : number(point(text)).isPresent()
                            ? "number; write a decimal point, not a comma."
                            : "number."));
      }
      numbers[i] = number.get();
    }
    return numbers;
  }

  /** A line of a file, counted from 1 as editors count, and what is in it. */
  private record Line(Path file, long number, List<String> values) {

    DataException wrong(String what) {
      return new DataException("%s, line %s%s".formatted(file, number, what));
    }

    void checkSeparator() {
      for (String value : values) {
        String separator =
            value.contains(";")
                ? "semicolons"
                : value.contains("\t") ? "tabs" : value.contains(" ") ? "spaces" : "";
        if (!separator.isEmpty() && isNumbers(value)) {
          throw wrong(
              " has numbers with %s between them; separate them by commas.".formatted(separator));
        }
      }
    }
  }
}
