package dev.lamina.serving;

import dev.lamina.engine.Building;
import dev.lamina.engine.NativeOwner;
import dev.lamina.text.Messages;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** While something may be used, by any number of threads; it ends when the uses under way have. */
final class Lifetime {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Path model;
  private final NativeOwner memory;
  private boolean ended;

  /**
   * @param model where it was loaded from
   * @param free frees native memory at the end; must not refer to this, whose life is watched
   *     because every use holds it
   */
  Lifetime(Path model, Runnable free) {
    this.model = model;
    this.memory = new NativeOwner(this, "predictor", free);
  }

  /**
   * Does something before the end.
   *
   * @param call the name of the method that wants to, for messages
   * @throws IllegalStateException if the end has come
   * @throws CallException if TensorFlow gives up
   */
  <T> T use(String call, Supplier<T> use) {
    lock.readLock().lock();
    try {
      if (ended) {
        throw new IllegalStateException(
            "%s was called on a closed predictor; load the model again.".formatted(call));
      }
      return use.get();
    } catch (RuntimeException e) {
      if (!Building.isOfTensorFlow(e)) {
        throw e;
      }
      throw new CallException(
          "%s cannot answer this %s (%s); give it what it was made for, or export it again."
              .formatted(model, call, Messages.firstLine(e)),
          e);
    } finally {
      lock.readLock().unlock();
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Waits for the uses under way, and ends; twice does nothing.
   *
   * @throws IllegalStateException if a use under way asks for it, which would wait for itself
   */
  void end() {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException(
          "close was called by the data set of a prediction under way; close the predictor after it.");
    }
    lock.writeLock().lock();
    try {
      ended = true;
      memory.close();
    } finally {
      lock.writeLock().unlock();
      Reference.reachabilityFence(this);
    }
  }
}
