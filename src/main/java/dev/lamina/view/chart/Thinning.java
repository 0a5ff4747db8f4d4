package dev.lamina.view.chart;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Chooses the points of a long line, or of many points, that a picture needs. */
final class Thinning {
  private Thinning() {}

  /**
   * The lowest and the highest value of each of so many equal parts, the first that is NaN or
   * infinite, and both ends: a line through them looks like the line through all.
   *
   * @param length how many values there are
   * @param value gives them by their index
   * @param parts at least 1; values that are no more than three for each part are all chosen
   * @return the chosen indexes, rising
   */
  static int[] extremes(int length, IntToDoubleFunction value, int parts) {
    if (length <= 3L * parts) {
      return IntStream.range(0, length).toArray();
    }
    BitSet chosen = new BitSet();
    chosen.set(0);
    chosen.set(length - 1);
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) part * length / parts);
      int to = (int) ((part + 1L) * length / parts);
      choose(from, to, value, chosen);
    }
    return chosen.stream().toArray();
  }

  private static void choose(int from, int to, IntToDoubleFunction value, BitSet chosen) {
    int lowest = -1;
    int highest = -1;
    int gap = -1;
    for (int i = from; i < to; i++) {
      double number = value.applyAsDouble(i);
      if (!Double.isFinite(number)) {
        gap = gap < 0 ? i : gap;
      } else {
        lowest = lowest < 0 || number < value.applyAsDouble(lowest) ? i : lowest;
        highest = highest < 0 || number > value.applyAsDouble(highest) ? i : highest;
      }
    }
    IntStream.of(lowest, highest, gap).filter(i -> i >= 0).forEach(chosen::set);
  }

  /**
   * One point of each cell of a grid over all points: their cloud looks like that of all.
   *
   * @param cells how many cells the grid has across and down
   * @return the chosen indexes, rising; points with NaN or infinite numbers are left out
   */
  static int[] cloud(double[] x, double[] y, int cells) {
    int[] shown =
        IntStream.range(0, x.length)
            .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
            .toArray();
    int[] columns = cells(x, shown, cells);
    int[] rows = cells(y, shown, cells);
    BitSet taken = new BitSet(cells * cells);
    BitSet chosen = new BitSet();
    int stride = stride(shown.length);
    int next = 0;
    for (int i = 0; i < shown.length; i++) {
      int cell = rows[next] * cells + columns[next];
      if (!taken.get(cell)) {
        taken.set(cell);
        chosen.set(shown[next]);
      }
      next = (int) (((long) next + stride) % shown.length);
    }
    return chosen.stream().toArray();
  }

  /**
   * A step that visits all of so many points once, in no order that the eye would see: in their own
   * order, those on the left of their cells would make stripes.
   */
  private static int stride(int length) {
    int stride = Math.max(1, (int) (length * 0.618));
    while (gcd(stride, length) > 1) {
      stride++;
    }
    return stride;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static int[] cells(double[] numbers, int[] shown, int cells) {
    double least = Arrays.stream(shown).mapToDouble(i -> numbers[i]).min().orElse(0);
    double most = Arrays.stream(shown).mapToDouble(i -> numbers[i]).max().orElse(0);
    double width = most > least ? (most - least) / cells : 1;
    return Arrays.stream(shown)
        .map(i -> Math.min(cells - 1, (int) ((numbers[i] - least) / width)))
        .toArray();
  }
}
