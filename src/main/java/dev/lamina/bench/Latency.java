package dev.lamina.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/**
 * How long single calls take, each timed on its own, in microseconds.
 *
 * @param p50 the median
 * @param p99 what 99 of 100 calls do not exceed
 * @param mean the mean
 * @param calls how many were timed
 */
record Latency(double p50, double p99, double mean, int calls) {

  static Latency of(Runnable call, int warmUps, int calls) {
    for (int i = 0; i < warmUps; i++) {
      call.run();
    }
    double[] times = new double[calls];
    for (int i = 0; i < calls; i++) {
      long begin = System.nanoTime();
      call.run();
      times[i] = (System.nanoTime() - begin) / 1e3;
    }
    Arrays.sort(times);
    double mean = Arrays.stream(times).average().orElse(0);
    return new Latency(times[calls / 2], times[calls * 99 / 100], mean, calls);
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
