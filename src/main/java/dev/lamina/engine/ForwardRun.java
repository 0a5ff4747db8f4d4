package dev.lamina.engine;

import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;

/**
 * The forward pass of a batch of always the same size, over and over, by an input tensor that is
 * written in place. For one thread at a time.
 */
interface ForwardRun extends AutoCloseable {

  /**
   * A run as fast as this JVM allows.
   *
   * @param session stays the caller's, closed after this
   * @param x where the batch is fed
   * @param prediction floats
   * @param batch the shape of what is fed
   */
  static ForwardRun of(Session session, Output<?> x, Output<?> prediction, Shape batch) {
    return NativeHandles.accessible()
        ? new NativeRun(session, x, prediction, batch)
        : new RunnerRun(session, x, prediction, batch);
  }

  /** Where the batch is written, row-major. */
  FloatDataBuffer numbers();

  /** The prediction for the batch, row-major. */
  float[] predict();

  @Override
  void close();
}
