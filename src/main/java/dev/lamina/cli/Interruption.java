package dev.lamina.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a command cleanly: interrupts its thread, and holds the process up until the
 * thread has printed what it has.
 */
final class Interruption {
  private static final long LONGEST_WAIT_SECONDS = 30;

  private final Thread thread;
  private final CountDownLatch done = new CountDownLatch(1);

  private Interruption(Thread thread) {
    this.thread = thread;
  }

  /** From now on, a signal that ends the process interrupts the calling thread first. */
  static Interruption ofThisThread() {
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime()
        .addShutdownHook(new Thread(interruption::interruptAndWait, "lamina-interruption"));
    return interruption;
  }

  /** The thread has printed all it has. */
  void done() {
    done.countDown();
  }

  private void interruptAndWait() {
    if (done.getCount() == 0) {
      return;
    }
    thread.interrupt();
    try {
      if (!done.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("lamina: interrupted; what was computed so far is lost");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
