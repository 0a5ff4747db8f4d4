package dev.lamina.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.lamina.io.TextFile;
import dev.lamina.spec.Nearest;
import dev.lamina.text.Messages;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts the values of a file into columns as they are read, without a string for each: all rows, or
 * some at a time, in tables of the same columns.
 */
final class CsvTable extends AbstractBaseCsvCallbackHandler<Boolean> implements Closeable {
  /** Above what a table has; a file without line ends is none. */
  private static final int MOST_COLUMNS = 100_000;

  private final Path file;
  private final CsvFormat format;
  private final Set<String> missing;
  private final int longestMissing;

  /** The characters that a word for a missing value begins with. */
  private final BitSet beginnings = new BitSet();

  private final List<ColumnBuilder> columns = new ArrayList<>();
  private final List<String> header = new ArrayList<>();
  private final CsvReader<Boolean> reader;
  private final Iterator<Boolean> lines;
  private boolean named;
  private int fields;
  private boolean empty;

  CsvTable(Path file, CsvFormat format) throws IOException {
    this.file = file;
    this.format = format;
    this.missing = format.missing();
    this.longestMissing = missing.stream().mapToInt(String::length).max().orElse(0);
    missing.stream()
        .filter(word -> !word.isEmpty())
        .forEach(word -> beginnings.set(word.charAt(0)));
    if (!format.names().isEmpty()) {
      name(format.names());
    }
    this.reader =
        CsvReader.builder()
            .fieldSeparator(format.delimiter())
            .allowMissingFields(true)
            .allowExtraFields(true)
            .build(this, TextFile.openPacked(file, CodingErrorAction.REPLACE));
    this.lines = reader.iterator();
  }

  /** The next rows, at most so many; none behind the last. */
  Table next(int rows) throws IOException {
    try {
      while ((columns.isEmpty() || columns.get(0).rows() < rows) && lines.hasNext()) {
        lines.next();
      }
    } catch (CsvParseException e) {
      throw Csv.reason(e);
    }
    Table table = build();
    columns.replaceAll(ColumnBuilder::next);
    return table;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    fields = 0;
    empty = false;
  }

  @Override
  protected void handleEmpty() {
    empty = true;
  }

  @Override
  protected void handleField(int place, char[] text, int offset, int length, boolean quoted) {
    fields = place + 1;
    int from = offset;
    int to = offset + length;
    while (!quoted && from < to && isBlank(text[from])) {
      from++;
    }
    while (!quoted && to > from && isBlank(text[to - 1])) {
      to--;
    }
    if (!named) {
      if (place == MOST_COLUMNS) {
        throw wrong(
            " has more than %s columns; put rows in lines of their own, or check the delimiter."
                .formatted(MOST_COLUMNS));
      }
      header.add(new String(text, from, to - from));
    } else if (place < columns.size()) {
      add(columns.get(place), text, from, to, quoted);
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private void add(ColumnBuilder column, char[] text, int from, int to, boolean quoted) {
    if (to == from || (!quoted && isMissing(text, from, to))) {
      column.addMissing();
    } else if (!column.add(text, from, to)) {
      throw wrong(
          ", column \"%s\": \"%s\" is no number, as all values before it are; correct it, name it with CsvFormat.missing(…) if it stands for no value, or the column with CsvFormat.texts(\"%s\")."
              .formatted(
                  column.name(),
                  Messages.shortened(new String(text, from, to - from)),
                  column.name()));
    }
  }

  private boolean isMissing(char[] text, int from, int to) {
    return to - from <= longestMissing
        && beginnings.get(text[from])
        && missing.contains(new String(text, from, to - from));
  }

  @Override
  protected Boolean buildRecord() {
    if (!named) {
      if (!empty) {
        name(header);
      }
    } else if (!empty && fields != columns.size()) {
      throw wrong(
          " has %s values, but there are %s columns (%s); give each line a value for each, and put quotes around values that hold a \"%s\"."
              .formatted(
                  fields,
                  columns.size(),
                  Messages.shortened(
                      columns.stream().map(ColumnBuilder::name).collect(Collectors.joining(", "))),
                  format.delimiter()));
    } else if (empty && columns.size() == 1) {
      columns.get(0).addMissing();
    }
    return true;
  }

  private void name(List<String> names) {
    named = true;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).isEmpty() ? "column " + (i + 1) : names.get(i);
      columns.add(new ColumnBuilder(name, format.texts().contains(name)));
    }
    List<String> all = columns.stream().map(ColumnBuilder::name).toList();
    for (String text : format.texts()) {
      if (!all.contains(text)) {
        throw new DataException("%s: %s".formatted(file, Nearest.message("column", text, all)));
      }
    }
  }

  private Table build() {
    if (!named) {
      throw new DataException(
          "%s is empty; a table has a line of names and a line for each row.".formatted(file));
    }
    try {
      return Table.of(columns.stream().map(ColumnBuilder::build).toList());
    } catch (IllegalArgumentException e) {
      throw new DataException("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private DataException wrong(String what) {
    return new DataException("%s, line %s%s".formatted(file, getStartingLineNumber(), what));
  }
}
