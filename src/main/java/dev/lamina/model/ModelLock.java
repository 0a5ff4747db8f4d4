package dev.lamina.model;

import dev.lamina.engine.NativeOwner;
import java.lang.ref.Reference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The lock of a model: one thread changes it, or several use it and change nothing. Nobody waits: a
 * call at the wrong time fails.
 */
final class ModelLock {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final NativeOwner memory;
  private volatile boolean closed;

  /**
   * @param free frees the model's native memory; must not refer to the lock, whose life is watched
   *     because every use of the model holds it
   */
  ModelLock(Runnable free) {
    memory = new NativeOwner(this, "model", free);
  }

  /**
   * Does something that others may do at the same time.
   *
   * @param call the name of the method that wants to, for messages
   * @throws IllegalStateException if the model is closed or a thread uses it alone
   */
  <T> T shared(String call, Supplier<T> use) {
    if (!lock.readLock().tryLock()) {
      throw busy(call);
    }
    try {
      checkOpen(call);
      return use.get();
    } finally {
      lock.readLock().unlock();
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Does something while no other thread uses the model.
   *
   * @param call the name of the method that wants to, for messages
   * @throws IllegalStateException if the model is closed or in use
   */
  <T> T alone(String call, Supplier<T> use) {
    lockAlone(call);
    try {
      checkOpen(call);
      return use.get();
    } finally {
      lock.writeLock().unlock();
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Closes the model, unless it is closed.
   *
   * @throws IllegalStateException if it is in use
   */
  void end() {
    lockAlone("close");
    try {
      closed = true;
      memory.close();
    } finally {
      lock.writeLock().unlock();
      Reference.reachabilityFence(this);
    }
  }

  /** Whether the model is closed. */
  boolean closed() {
    return closed;
  }

  private void lockAlone(String call) {
    if (lock.isWriteLockedByCurrentThread() || !lock.writeLock().tryLock()) {
      throw busy(call);
    }
  }

  private static IllegalStateException busy(String call) {
    return new IllegalStateException(
        "%s was called while the model is in use elsewhere; wait for the other call to end, or compile a model for each thread."
            .formatted(call));
  }

  private void checkOpen(String call) {
    if (closed) {
      throw new IllegalStateException(
          "%s was called on a closed model; compile the network again to get a new one."
              .formatted(call));
    }
  }
}
