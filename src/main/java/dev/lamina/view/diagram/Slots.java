package dev.lamina.view.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Which of many equal things are drawn. */
final class Slots {
  /** Stands for all that are left out. */
  static final long GAP = 0;

  private Slots() {}

  /**
   * The numbers, from 1, of what is drawn: all if they are few enough; else the first ones, a gap
   * and the last one.
   *
   * @param size how many there are
   * @param most how many places there are, at least 3
   */
  static List<Long> of(long size, int most) {
    if (size <= most) {
      return LongStream.rangeClosed(1, size).boxed().toList();
    }
    List<Long> slots = new ArrayList<>(LongStream.rangeClosed(1, most - 2).boxed().toList());
    slots.add(GAP);
    slots.add(size);
    return slots;
  }
}
