package dev.lamina.data;

import java.util.Optional;

/**
 * What a data set holds.
 *
 * @param lead in a line or a few, such as how many rows there are
 * @param table a line for each column, class or array; none of a single array
 */
public record DataDescription(String lead, Optional<dev.lamina.text.Table> table) {

  static DataDescription of(String lead, dev.lamina.text.Table table) {
    return new DataDescription(lead, Optional.of(table));
  }

  /** As text: the lead, and the table below it. */
  @Override
  public String toString() {
    return table
        .map(lines -> lead.isEmpty() ? lines.toString() : "%s%n%n%s".formatted(lead, lines))
        .orElse(lead + "\n");
  }
}
