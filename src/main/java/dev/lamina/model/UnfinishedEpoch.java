package dev.lamina.model;

import java.util.Collections;
import java.util.List;

/**
 * What the updates so far of an epoch under way have seen.
 *
 * @param updates how many there were
 * @param examples how many examples they saw
 * @param loss the sum over those examples
 * @param totals the metrics' totals
 * @param seconds how long they took
 */
record UnfinishedEpoch(
    int updates, long examples, double loss, List<Double> totals, double seconds) {

  UnfinishedEpoch {
    totals = List.copyOf(totals);
  }

  /** The epoch before its first update. */
  static UnfinishedEpoch begin(int totals) {
    return new UnfinishedEpoch(0, 0, 0, Collections.nCopies(totals, 0.0), 0);
  }
}
