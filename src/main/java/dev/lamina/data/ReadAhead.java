package dev.lamina.data;

import dev.lamina.data.DataSource.Cursor;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Examples that other threads make ready, some blocks ahead and in their order. */
final class ReadAhead implements Cursor {
  /** How many bytes of examples a task is about, so that handing it over costs next to nothing. */
  private static final int TASK_BYTES = 1 << 16;

  /** The most examples of a task. */
  private static final int MOST = 64;

  private final Cursor examples;
  private final Tasks tasks;
  private final int depth;
  private final ExecutorService threads;
  private final Deque<Future<Block>> ahead = new ArrayDeque<>();
  private Iterator<Example> ready = Collections.emptyIterator();
  private boolean ended;
  private @Nullable Exception failure;

  /**
   * Some examples that are ready.
   *
   * @param failure what came in place of the next one, if anything
   */
  private record Block(List<Example> examples, @Nullable Exception failure) {
    boolean isEnd() {
      return examples.isEmpty() || failure != null;
    }
  }

  /** Gives the task of the next block, which is empty behind the last example. */
  private interface Tasks {
    Callable<Block> next();
  }

  private ReadAhead(Cursor examples, Tasks tasks, int threads, int depth) {
    this.examples = examples;
    this.tasks = tasks;
    this.depth = depth;
    this.threads =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "lamina-examples");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Examples that are read up to {@code count} ahead, by one thread. */
  static Cursor prefetch(Cursor examples, int count) {
    return new ReadAhead(examples, () -> () -> read(examples, 1, 1), 1, count);
  }

  /**
   * What a function makes of examples, by as many threads as there are processors.
   *
   * @param function of the example's place, which gives what is done with it
   */
  static Cursor map(Cursor examples, LongFunction<Function<Example, Example>> function) {
    int processors = Runtime.getRuntime().availableProcessors();
    long[] place = {0};
    Tasks tasks =
        () -> {
          Block block = read(examples, TASK_BYTES, MOST);
          long from = place[0];
          place[0] += block.examples().size();
          return () -> mapped(block, from, function);
        };
    return new ReadAhead(examples, tasks, processors, 2 * processors);
  }

  private static Block read(Cursor examples, long bytes, int most) {
    List<Example> block = new ArrayList<>();
    try {
      long left = bytes;
      while (left > 0 && block.size() < most) {
        Example example = examples.next();
        if (example == null) {
          break;
        }
        block.add(example);
        left -= (long) Float.BYTES * (example.x().length + example.y().length);
      }
      return new Block(block, null);
    } catch (Exception e) {
      return new Block(block, e);
    }
  }

  private static Block mapped(
      Block block, long from, LongFunction<Function<Example, Example>> function) {
    List<Example> mapped = new ArrayList<>(block.examples().size());
    try {
      for (Example example : block.examples()) {
        mapped.add(function.apply(from + mapped.size()).apply(example));
      }
      return new Block(mapped, block.failure());
    } catch (RuntimeException e) {
      return new Block(mapped, e);
    }
  }

  @Override
  public @Nullable Example next() throws Exception {
    while (!ready.hasNext()) {
      if (failure != null) {
        throw failure;
      }
      while (!ended && ahead.size() < depth) {
        ahead.add(threads.submit(tasks.next()));
      }
      Future<Block> first = ahead.poll();
      if (first == null) {
        return null;
      }
      Block block = first.get();
      ended |= block.isEnd();
      failure = block.failure();
      ready = block.examples().iterator();
    }
    return ready.next();
  }

  /** Waits for the tasks that have begun: what they read must not be closed under them. */
  @Override
  public void close() throws IOException {
    ahead.forEach(task -> task.cancel(false));
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    examples.close();
  }
}
