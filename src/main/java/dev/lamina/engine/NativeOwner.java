package dev.lamina.engine;

import java.lang.ref.Cleaner;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The native memory of an object that its user closes. If the user forgets to, the memory is freed
 * after the object was collected, with a warning that says where it was made.
 */
public final class NativeOwner {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Memory memory;
  private final Cleaner.Cleanable cleanable;

  /**
   * Watches an object.
   *
   * @param owner which must be reachable while its memory is in use
   * @param what it is called, such as "model"
   * @param free frees the memory; must not refer to the owner
   */
  public NativeOwner(Object owner, String what, Runnable free) {
    this.memory = new Memory(what, free);
    this.cleanable = CLEANER.register(owner, memory);
  }

  /** Frees the memory, unless that was done. */
  public void close() {
    memory.closed = true;
    cleanable.clean();
  }

  private static final class Memory implements Runnable {
    private final String what;
    private final Runnable free;
    private final Throwable made = new Throwable("made here");
    private volatile boolean closed;

    Memory(String what, Runnable free) {
      this.what = what;
      this.free = free;
    }

    @Override
    public void run() {
      if (closed) {
        free.run();
        return;
      }
      Logger log = LogManager.getLogger(NativeOwner.class);
      log.warn(
          "A {} was never closed and held its native memory until Java collected it; close each, by try-with-resources, say. The stack below shows where it was made.",
          what,
          made);
      try {
        free.run();
      } catch (RuntimeException e) {
        log.warn("The native memory of a {} that was never closed cannot be freed.", what, e);
      }
    }
  }
}
