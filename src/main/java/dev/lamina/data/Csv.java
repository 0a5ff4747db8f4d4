package dev.lamina.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tensorflow.ndarray.Shape;

/** Reads tables of numbers, separated by commas. */
public final class Csv {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

  /** Excel puts it before a table that it saves as "CSV UTF-8". */
  private static final int BYTE_ORDER_MARK = 0xfeff;

  private Csv() {}

  /**
   * A data set of inputs without targets, one example in each line. A first line without any number
   * is taken for the names of the columns.
   *
   * @param shape of one example
   * @throws DataException if the file is missing, a line has another number of values or other
   *     separators, or a value is no finite number; names the line and the column
   */
  public static Dataset inputs(Path file, Shape shape) {
    int width = Example.width("x", shape);
    List<float[]> rows = new ArrayList<>();
    try (BufferedReader text = open(file);
        CSVParser parser = CSVParser.parse(text, FORMAT)) {
      for (CSVRecord line : parser) {
        if (line.getRecordNumber() > 1 || !isHeader(line)) {
          rows.add(numbers(file, line, width));
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

  private static BufferedReader open(Path file) throws IOException {
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  private static boolean isHeader(CSVRecord line) {
    return line.stream().noneMatch(Csv::isNumbers);
  }

  /** Whether a value is a number, or several without commas between them. */
  private static boolean isNumbers(String value) {
    return Arrays.stream(value.split("[;\\s]+", -1))
            .filter(part -> !part.isEmpty())
            .allMatch(part -> number(part).isPresent())
        && !value.isEmpty();
  }

  private static void checkSeparator(Path file, CSVRecord line) {
    for (String value : line) {
      String separator =
          value.contains(";")
              ? "semicolons"
              : value.contains("\t") ? "tabs" : value.contains(" ") ? "spaces" : "";
      if (!separator.isEmpty() && isNumbers(value)) {
        throw new DataException(
            "%s, line %s has numbers with %s between them; separate them by commas."
                .formatted(file, line.getRecordNumber(), separator));
      }
    }
  }

  private static Optional<Float> number(String text) {
    try {
      return Optional.of(Float.parseFloat(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static float[] numbers(Path file, CSVRecord line, int width) {
    checkSeparator(file, line);
    if (line.size() != width) {
      throw new DataException(
          "%s, line %s has %s values, but the network takes %s; give one example in each line."
              .formatted(file, line.getRecordNumber(), line.size(), width));
    }
    float[] numbers = new float[width];
    for (int i = 0; i < width; i++) {
      String text = line.get(i);
      float number = number(text).orElseThrow(wrong(file, line, i, "\"%s\" is no number."));
      if (!Float.isFinite(number)) {
        throw wrong(file, line, i, "\"%s\" is no finite number; give one.").get();
      }
      numbers[i] = number;
    }
    return numbers;
  }

  private static Supplier<DataException> wrong(
      Path file, CSVRecord line, int index, String problem) {
    return () ->
        new DataException(
            "%s, line %s, column %s: %s"
                .formatted(
                    file, line.getRecordNumber(), index + 1, problem.formatted(line.get(index))));
  }
}
