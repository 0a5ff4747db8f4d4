package dev.lamina.engine;

import dev.lamina.data.Dataset;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a data set's base, in an order.
 *
 * @param from the first of the rows, or of the places in the order
 * @param count how many
 * @param order the row at each place; empty if each place has the row of its number
 */
@SuppressWarnings("ArrayRecordComponent") // A parameter object, never compared.
record Rows(int from, int count, int[] order) {

  /** Reads {@code count} rows of a base from {@code row} on to the beginning of an array. */
  @FunctionalInterface
  interface Reader {
    void read(int row, int count, float[] into);
  }

  /** Rows one after the other. */
  static Rows range(int from, int count) {
    return new Rows(from, count, new int[0]);
  }

  /**
   * All rows of a data set, in its order, cut into slices.
   *
   * @param count how many rows a slice has; the last one may have fewer
   */
  static List<Rows> slices(Dataset data, int count) {
    int[] order = data.reshuffles() ? data.order(0) : new int[0];
    List<Rows> slices = new ArrayList<>();
    for (int from = 0; from < data.size(); from += count) {
      slices.add(new Rows(from, Math.min(count, data.size() - from), order));
    }
    return slices;
  }

  /** The row at a place, counted from the first of these. */
  int row(int place) {
    return order.length == 0 ? from + place : order[from + place];
  }

  /** Reads {@code now} rows from a place on. */
  void read(int place, int now, int width, Reader reader, float[] into) {
    if (order.length == 0) {
      reader.read(from + place, now, into);
      return;
    }
    float[] one = new float[width];
    for (int i = 0; i < now; i++) {
      reader.read(row(place + i), 1, one);
      System.arraycopy(one, 0, into, i * width, width);
    }
  }
}
