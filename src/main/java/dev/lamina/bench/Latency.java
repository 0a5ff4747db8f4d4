package dev.lamina.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * How long single calls take, each timed on its own, in microseconds.
 *
 * @param p50 the median
 * @param p90 what 90 of 100 calls do not exceed
 * @param p99 what 99 of 100 calls do not exceed
 * @param p999 what 999 of 1000 calls do not exceed
 * @param max what no call exceeds
 * @param mean the mean
 * @param calls how many were timed
 */
record Latency(
    double p50, double p90, double p99, double p999, double max, double mean, int calls) {

  /**
   * Times several things by turns, so that what else the machine does hurts all of them alike.
   *
   * @param warmUps how often each runs before that
   * @param calls how often each is timed
   */
  static List<Latency> byTurns(int warmUps, int calls, Runnable... things) {
    double[][] times = new double[things.length][calls];
    for (int i = -warmUps; i < calls; i++) {
      for (int k = 0; k < things.length; k++) {
        double time = microseconds(things[k]);
        if (i >= 0) {
          times[k][i] = time;
        }
      }
    }
    return Arrays.stream(times).map(Latency::of).toList();
  }

  /** How long one call takes. */
  static double microseconds(Runnable thing) {
    long begin = System.nanoTime();
    thing.run();
    return (System.nanoTime() - begin) / 1e3;
  }

  /** Of single calls' microseconds, in any order; at least one. */
  static Latency of(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return new Latency(
        quantile(sorted, 500),
        quantile(sorted, 900),
        quantile(sorted, 990),
        quantile(sorted, 999),
        sorted[sorted.length - 1],
        Arrays.stream(sorted).average().orElse(0),
        sorted.length);
  }

  private static double quantile(double[] sorted, long thousandths) {
    return sorted[(int) (sorted.length * thousandths / 1000)];
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("p50", p50)
        .put("p90", p90)
        .put("p99", p99)
        .put("p999", p999)
        .put("max", max)
        .put("mean", mean)
        .put("calls", calls);
  }
}
