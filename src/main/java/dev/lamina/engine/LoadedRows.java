package dev.lamina.engine;

import dev.lamina.data.Dataset;

/**
 * The first rows of a data set's base in native memory, checked against the network and the loss.
 *
 * @param data the data set that they were read for
 * @param rows how many
 * @param chunk the rows
 */
record LoadedRows(Dataset data, int rows, Chunk chunk) implements AutoCloseable {

  /** Reads rows. */
  static LoadedRows read(Examples examples, Dataset data, int rows) {
    return new LoadedRows(data, rows, examples.chunk(Rows.range(0, rows)));
  }

  /** Whether these are so many rows of the data set's base. */
  boolean holds(Dataset wanted, int count) {
    return rows == count && data.hasBaseOf(wanted);
  }

  @Override
  public void close() {
    chunk.close();
  }
}
