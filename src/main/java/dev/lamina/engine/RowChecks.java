package dev.lamina.engine;

import dev.lamina.data.DataException;
import dev.lamina.network.Network;
import dev.lamina.network.Part;
import dev.lamina.network.Parts;
import dev.lamina.train.loss.TargetRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntToLongFunction;

/** What the numbers in a row of examples have to be: inputs, targets or the weight. */
public final class RowChecks {
  private static final TargetRange WEIGHTS =
      new TargetRange(0, Float.MAX_VALUE, false, "finite weights of at least 0");

  private final List<Check> checks;
  private final int width;
  private final boolean finiteWillDo;

  private RowChecks(List<Check> checks) {
    this.checks = List.copyOf(checks);
    this.width = checks.stream().mapToInt(Check::width).sum();
    this.finiteWillDo = checks.stream().allMatch(Check::finiteWillDo);
  }

  /** Those of rows without numbers. */
  static RowChecks none() {
    return new RowChecks(List.of());
  }

  /** Inputs of a network: ids where it takes ids, and finite numbers elsewhere. */
  static RowChecks inputs(Network network) {
    Map<String, TargetRange> ranges = new HashMap<>();
    network.ids().forEach((name, ids) -> ranges.put(name, TargetRange.ids(ids)));
    return inputs(network.inputs(), part -> ranges.getOrDefault(part.name(), TargetRange.ANY));
  }

  /** Inputs of a function, each part in its range. */
  public static RowChecks inputs(Parts inputs, Function<Part, TargetRange> range) {
    return of("input", inputs, inputs.list().stream().map(range).toList());
  }

  /** Targets, each as its loss takes them. */
  static RowChecks targets(Parts targets, List<TargetRange> ranges) {
    return of("target", targets, ranges);
  }

  /** The weight of an example. */
  static RowChecks weight() {
    return new RowChecks(List.of(new Check("weight", 1, WEIGHTS)));
  }

  private static RowChecks of(String what, Parts parts, List<TargetRange> ranges) {
    List<Check> checks = new ArrayList<>();
    for (Part part : parts.list()) {
      String named = parts.list().size() == 1 ? what : what + " \"%s\"".formatted(part.name());
      int width = Math.toIntExact(part.shape().size());
      checks.add(new Check(named, width, ranges.get(checks.size())));
    }
    return new RowChecks(checks);
  }

  /**
   * Checks examples that lie one after the other.
   *
   * @param count how many
   * @param number of the example at each place
   * @throws DataException if a number is out of its range; names the example and the place
   */
  public void check(float[] values, int count, IntToLongFunction number) {
    if (finiteWillDo && allFinite(values, 0, count * width)) {
      return;
    }
    int from = 0;
    for (int i = 0; i < count; i++) {
      for (Check check : checks) {
        check.check(values, from, number.applyAsLong(i));
        from += check.width();
      }
    }
  }

  /** What a part of a row has to be: so many numbers in a range. */
  private record Check(String what, int width, TargetRange range) {
    boolean finiteWillDo() {
      return range.equals(TargetRange.ANY);
    }

    void check(float[] values, int from, long row) {
      if (finiteWillDo() && allFinite(values, from, from + width)) {
        return;
      }
      for (int i = from; i < from + width; i++) {
        if (!range.contains(values[i])) {
          throw new DataException(
              "Example %s has the %s %s at position %s, but only %s will do; look at where the data comes from."
                  .formatted(row, what, values[i], i - from, range.words()));
        }
      }
    }
  }

  /**
   * Zero times a finite number is 0, times any other NaN; eight sums at a time keep the processor
   * busy.
   */
  private static boolean allFinite(float[] values, int from, int to) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = from;
    for (; i + 7 < to; i += 8) {
      a += values[i] * 0;
      b += values[i + 1] * 0;
      c += values[i + 2] * 0;
      d += values[i + 3] * 0;
      e += values[i + 4] * 0;
      f += values[i + 5] * 0;
      g += values[i + 6] * 0;
      h += values[i + 7] * 0;
    }
    for (; i < to; i++) {
      a += values[i] * 0;
    }
    return a + b + c + d + e + f + g + h == 0;
  }
}
