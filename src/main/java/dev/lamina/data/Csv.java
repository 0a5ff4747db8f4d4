package dev.lamina.data;

import dev.lamina.io.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tensorflow.ndarray.Shape;

/** Reads tables of numbers, separated by commas. */
public final class Csv {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

  /** A number as one writes it, not as Java does: {@code 5d} is none. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?((\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|NaN|Infinity)");

  private Csv() {}

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
    List<float[]> rows = new ArrayList<>();
    try (BufferedReader text = TextFile.open(file, CodingErrorAction.REPLACE);
        CSVParser parser = CSVParser.parse(text, FORMAT)) {
      for (CSVRecord line : parser) {
        if (line.getRecordNumber() > 1 || !isHeader(line)) {
          rows.add(numbers(new Line(file, parser.getCurrentLineNumber(), line), width));
        }
      }
    } catch (NoSuchFileException e) {
      throw new DataException("There is no file %s; check the name.".formatted(file), e);
    } catch (IOException | UncheckedIOException e) {
      throw new DataException("%s cannot be read as CSV: %s".formatted(file, e.getMessage()), e);
    }
    if (rows.isEmpty()) {
      throw new DataException("%s has no examples; give one in each line.".formatted(file));
    }
    return Dataset.ofInputs(rows.toArray(float[][]::new)).reshape(shape);
  }

  private static boolean isHeader(CSVRecord line) {
    return line.stream().noneMatch(Csv::isNumbers);
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
    return NUMBER.matcher(text).matches() ? Optional.of(Float.parseFloat(text)) : Optional.empty();
  }

  private static float[] numbers(Line line, int width) {
    line.checkSeparator();
    CSVRecord values = line.values();
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
                    text,
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
  private record Line(Path file, long number, CSVRecord values) {

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
