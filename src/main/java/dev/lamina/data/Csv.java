package dev.lamina.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tensorflow.ndarray.Shape;

/** Reads tables of numbers, separated by commas. */
public final class Csv {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

  private Csv() {}

  /**
   * A data set of inputs without targets, one example in each line. A first line without any number
   * is taken for the names of the columns.
   *
   * @param shape of one example
   * @throws DataException if the file is missing, a line has another number of values, or a value
   *     is no number; names the line and the column
   */
  public static Dataset inputs(Path file, Shape shape) {
    int width = Shapes.width("x", shape);
    List<float[]> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT)) {
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

  private static boolean isHeader(CSVRecord line) {
    return line.stream().allMatch(value -> number(value).isEmpty());
  }

  private static Optional<Float> number(String text) {
    try {
      return Optional.of(Float.parseFloat(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static float[] numbers(Path file, CSVRecord line, int width) {
    if (line.size() != width) {
      throw new DataException(
          "%s, line %d has %d values, but the network takes %d; give one example in each line."
              .formatted(file, line.getRecordNumber(), line.size(), width));
    }
    float[] numbers = new float[width];
    for (int i = 0; i < width; i++) {
      int column = i + 1;
      String text = line.get(i);
      numbers[i] =
          number(text)
              .orElseThrow(
                  () ->
                      new DataException(
                          "%s, line %d, column %d: \"%s\" is no number."
                              .formatted(file, line.getRecordNumber(), column, text)));
    }
    return numbers;
  }
}
