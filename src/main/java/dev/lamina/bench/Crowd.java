package dev.lamina.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;

/**
 * What many threads take that call one thing without pause.
 *
 * @param threads how many
 * @param latency of all their calls
 * @param callsPerSecond of all together
 */
record Crowd(int threads, Latency latency, double callsPerSecond) {

  /**
   * Times the calls of threads that start together.
   *
   * @param calls of each thread
   * @throws IllegalStateException if the thread is interrupted, which it then still is
   */
  static Crowd of(int threads, int calls, Runnable thing) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(threads);
    try {
      List<Future<Times>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        parts.add(pool.submit(caller(calls, thing, start)));
      }
      List<Times> all = new ArrayList<>();
      for (Future<Times> part : parts) {
        all.add(part.get());
      }
      return of(threads, all);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The measurement was interrupted; it gives no numbers.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A call that was to be timed failed: " + e.getCause(), e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static Crowd of(int threads, List<Times> all) {
    long begin = all.stream().mapToLong(Times::begin).min().orElseThrow();
    long end = all.stream().mapToLong(Times::end).max().orElseThrow();
    double[] times =
        all.stream().flatMapToDouble(part -> DoubleStream.of(part.microseconds())).toArray();
    return new Crowd(threads, Latency.of(times), times.length / ((end - begin) / 1e9));
  }

  private static Callable<Times> caller(int calls, Runnable thing, CountDownLatch start) {
    return () -> {
      double[] times = new double[calls];
      start.countDown();
      start.await();
      long begin = System.nanoTime();
      Arrays.setAll(times, i -> Latency.microseconds(thing));
      return new Times(begin, System.nanoTime(), times);
    };
  }

  /**
   * One thread's calls.
   *
   * @param begin of the first, in nanoseconds
   * @param end of the last
   * @param microseconds of each
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Times(long begin, long end, double[] microseconds) {}

  ObjectNode json() {
    return latency.json().put("calls_per_s", callsPerSecond);
  }
}
