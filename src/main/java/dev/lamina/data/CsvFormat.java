package dev.lamina.data;

import java.util.List;
import java.util.Set;

/**
 * How a table is written in a file.
 *
 * @param delimiter between values
 * @param names of the columns, if the first line does not name them
 * @param missing the words that stand for no value, beside nothing at all
 * @param texts the columns that are of texts, whatever they look like, such as postcodes
 */
public record CsvFormat(
    char delimiter, List<String> names, Set<String> missing, List<String> texts) {
  private static final Set<String> MISSING =
      Set.of("NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None", "#N/A", "<NA>");

  public CsvFormat {
    names = List.copyOf(names);
    missing = Set.copyOf(missing);
    texts = List.copyOf(texts);
  }

  /** Commas, a first line of names, and {@code NA}, {@code NaN}, {@code null} for no value. */
  public static CsvFormat standard() {
    return new CsvFormat(',', List.of(), MISSING, List.of());
  }

  /** The same with another character between values, such as {@code ';'} or {@code '\t'}. */
  public CsvFormat delimiter(char other) {
    return new CsvFormat(other, names, missing, texts);
  }

  /** The same for a file whose first line has values already. */
  public CsvFormat names(String... columns) {
    return new CsvFormat(delimiter, List.of(columns), missing, texts);
  }

  /** The same with these words for no value, in place of the usual ones. */
  public CsvFormat missing(String... words) {
    return new CsvFormat(delimiter, names, Set.of(words), texts);
  }

  /** The same with these columns as texts. */
  public CsvFormat texts(String... columns) {
    return new CsvFormat(delimiter, names, missing, List.of(columns));
  }
}
