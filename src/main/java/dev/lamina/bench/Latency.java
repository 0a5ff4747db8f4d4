package dev.lamina.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * How long single calls take, each timed on its own, in microseconds.
 *
 * @param p50 the median
 * @param p99 what 99 of 100 calls do not exceed
 * @param mean the mean
 * @param calls how many were timed
 */
record Latency(double p50, double p99, double mean, int calls) {

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
        long begin = System.nanoTime();
        things[k].run();
        double time = (System.nanoTime() - begin) / 1e3;
        if (i >= 0) {
          times[k][i] = time;
        }
      }
    }
    return Arrays.stream(times).map(Latency::of).toList();
  }

  private static Latency of(double[] times) {
    Arrays.sort(times);
    double mean = Arrays.stream(times).average().orElse(0);
    return new Latency(times[times.length / 2], times[times.length * 99 / 100], mean, times.length);
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("p50", p50)
        .put("p99", p99)
        .put("mean", mean)
        .put("calls", calls);
  }
}
