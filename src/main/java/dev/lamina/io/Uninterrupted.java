package dev.lamina.io;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work that an interrupt of the caller's thread does not touch. Java closes the file that a thread
 * reads or writes when that is interrupted; such work has a thread of its own.
 */
public final class Uninterrupted {
  private Uninterrupted() {}

  /**
   * Does the work and waits for its end; an interrupt of the caller stays for later.
   *
   * @throws RuntimeException or an error, whatever the work throws
   */
  public static <T> T get(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, task -> new Thread(task, "lamina-writer").start())
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** As {@link #get}, for work without a result. */
  public static void run(Runnable work) {
    get(
        () -> {
          work.run();
          return work;
        });
  }
}
