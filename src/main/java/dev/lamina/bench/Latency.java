package dev.lamina.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;

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

  private static double microseconds(Runnable thing) {
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

  /**
   * The latency of threads that all call without pause.
   *
   * @param latency of all their calls
   * @param callsPerSecond of all together
   */
  record OfThreads(
      @JsonUnwrapped Latency latency, @JsonProperty("calls_per_s") double callsPerSecond) {

    /**
     * Times the calls of threads that start together.
     *
     * @param calls of each thread
     * @throws IllegalStateException if the thread is interrupted, which it then still is
     */
    static OfThreads of(int threads, int calls, Runnable thing) {
      CountDownLatch start = new CountDownLatch(threads);
      Callable<Calls> caller = () -> calls(calls, thing, start);
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      try {
        List<Calls> all = new ArrayList<>();
        for (Future<Calls> each : pool.invokeAll(Collections.nCopies(threads, caller))) {
          all.add(each.get());
        }
        return of(all);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("The measurement was interrupted; it gives no numbers.", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("A call that was to be timed failed: " + e.getCause(), e);
      } finally {
        pool.shutdownNow();
      }
    }

    private static Calls calls(int count, Runnable thing, CountDownLatch start)
        throws InterruptedException {
      double[] times = new double[count];
      start.countDown();
      start.await();
      long begin = System.nanoTime();
      Arrays.setAll(times, i -> microseconds(thing));
      return new Calls(begin, System.nanoTime(), times);
    }

    private static OfThreads of(List<Calls> all) {
      long begin = all.stream().mapToLong(Calls::begin).min().orElseThrow();
      long end = all.stream().mapToLong(Calls::end).max().orElseThrow();
      double[] times =
          all.stream().flatMapToDouble(calls -> DoubleStream.of(calls.microseconds())).toArray();
      return new OfThreads(Latency.of(times), times.length / ((end - begin) / 1e9));
    }
  }

  /** One thread's calls: when the first began and the last ended, in nanoseconds, and each. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Calls(long begin, long end, double[] microseconds) {}
}
