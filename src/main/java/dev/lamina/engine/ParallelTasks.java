package dev.lamina.engine;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Work on several threads that share native memory. */
final class ParallelTasks {
  private ParallelTasks() {}

  /**
   * Does something with each thing. Whether it returns or throws, nothing is under way any more, so
   * that what the threads share may be freed; a parallel stream throws while some still work.
   *
   * @throws RuntimeException what the first of the things that failed has thrown; those after it
   *     may be left out
   */
  static <T> void forEach(List<T> things, Consumer<T> use) {
    ConcurrentSkipListMap<Integer, Throwable> failures = new ConcurrentSkipListMap<>();
    IntStream.range(0, things.size())
        .parallel()
        .filter(i -> failures.headMap(i).isEmpty())
        .forEach(
            i -> {
              try {
                use.accept(things.get(i));
              } catch (RuntimeException | Error e) {
                failures.put(i, e);
              }
            });
    if (!failures.isEmpty()) {
      rethrow(failures.firstEntry().getValue());
    }
  }

  private static void rethrow(Throwable unchecked) {
    if (unchecked instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) unchecked;
  }
}
