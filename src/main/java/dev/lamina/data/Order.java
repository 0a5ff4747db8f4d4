package dev.lamina.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which rows of a source an epoch visits, one after the other; every epoch visits equally many. */
final class Order {

  private final boolean reshuffles;
  private final boolean sameRows;
  private final IntFunction<int[]> rowsOfEpoch;
  private final int[] first;

  private Order(boolean reshuffles, boolean sameRows, IntFunction<int[]> rowsOfEpoch) {
    this.reshuffles = reshuffles;
    this.sameRows = sameRows;
    this.rowsOfEpoch = rowsOfEpoch;
    first = rowsOfEpoch.apply(0);
  }

  /** The rows from 0 to {@code size - 1} in every epoch. */
  static Order identity(int size) {
    return fixed(IntStream.range(0, size).toArray());
  }

  private static Order fixed(int[] rows) {
    return new Order(false, true, epoch -> rows);
  }

  int size() {
    return first.length;
  }

  /** Whether epochs differ. */
  boolean reshuffles() {
    return reshuffles;
  }

  /** Whether every epoch visits the same rows, if not in the same order. */
  boolean sameRows() {
    return sameRows;
  }

  /** The row that epoch 0 visits at place {@code index}. */
  int row(int index) {
    return first[index];
  }

  /** A copy of the rows of an epoch, counted from 0. */
  int[] rows(int epoch) {
    if (epoch < 0) {
      throw new IllegalArgumentException("epochs are counted from 0, but got " + epoch);
    }
    return epochRows(epoch).clone();
  }

  /** What an epoch visits, in every epoch. */
  Order epoch(int epoch) {
    return fixed(rows(epoch));
  }

  /**
   * The rows visited, in ascending order and each once; of epoch 0 if epochs visit different ones.
   */
  int[] visitedRows() {
    BitSet visited = new BitSet();
    for (int row : first) {
      visited.set(row);
    }
    return visited.stream().toArray();
  }

  /**
   * Visits each row by its place in {@code visited}, which are the rows of an order of {@link
   * #sameRows}.
   */
  Order renumber(int[] visited) {
    int[] places = new int[visited.length == 0 ? 0 : visited[visited.length - 1] + 1];
    for (int place = 0; place < visited.length; place++) {
      places[visited[place]] = place;
    }
    return new Order(
        reshuffles,
        sameRows,
        epoch -> Arrays.stream(epochRows(epoch)).map(row -> places[row]).toArray());
  }

  Order slice(int from, int to) {
    boolean whole = to - from == size();
    return new Order(
        reshuffles,
        sameRows && (whole || !reshuffles),
        epoch -> Arrays.copyOfRange(epochRows(epoch), from, to));
  }

  /**
   * Leaves out the rows that {@code keep} does not want; only for an order of {@link #sameRows}.
   */
  Order filter(IntPredicate keep) {
    return new Order(
        reshuffles, sameRows, epoch -> Arrays.stream(epochRows(epoch)).filter(keep).toArray());
  }

  /** Visits {@code other}'s rows afterwards, each row number raised by {@code offset}. */
  Order concat(Order other, int offset) {
    return new Order(
        reshuffles || other.reshuffles,
        sameRows && other.sameRows,
        epoch ->
            IntStream.concat(
                    Arrays.stream(epochRows(epoch)),
                    Arrays.stream(other.epochRows(epoch)).map(row -> row + offset))
                .toArray());
  }

  /** Makes one epoch of {@code times} epochs, so that each repetition has an order of its own. */
  Order repeat(int times) {
    return new Order(
        reshuffles,
        sameRows,
        epoch ->
            IntStream.range(0, times)
                .map(repetition -> Math.addExact(Math.multiplyExact(epoch, times), repetition))
                .flatMap(inner -> Arrays.stream(epochRows(inner)))
                .toArray());
  }

  Order shuffle(Shuffle shuffle) {
    return new Order(
        true,
        sameRows,
        epoch -> {
          int[] rows = epochRows(epoch);
          int[] order = shuffle.order(rows.length, epoch);
          Arrays.setAll(order, i -> rows[order[i]]);
          return order;
        });
  }

  private int[] epochRows(int epoch) {
    return epoch == 0 ? first : rowsOfEpoch.apply(epoch);
  }
}
