package dev.lamina.engine;

import dev.lamina.data.Dataset;
import org.tensorflow.types.TFloat32;

/**
 * The first rows of a data set's base in native memory, checked against the network and the loss.
 *
 * @param data the data set that they were read for
 * @param x {@code [rows, ...input]}
 * @param y {@code [rows, ...target]}
 */
record LoadedRows(Dataset data, TFloat32 x, TFloat32 y) implements AutoCloseable {

  /** Reads rows. */
  static LoadedRows read(Examples examples, Dataset data, int rows) {
    TFloat32 x = examples.x(Rows.range(0, rows));
    try {
      return new LoadedRows(data, x, examples.y(Rows.range(0, rows)));
    } catch (RuntimeException e) {
      x.close();
      throw e;
    }
  }

  /** Whether these are so many rows of the data set's base. */
  boolean holds(Dataset wanted, int rows) {
    return x.shape().get(0) == rows && data.hasBaseOf(wanted);
  }

  @Override
  public void close() {
    x.close();
    y.close();
  }
}
