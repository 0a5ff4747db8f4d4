package dev.lamina.engine;

import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * The run of a graph for a batch of always the same size, over and over, by an input tensor that is
 * written in place. For one thread at a time.
 */
interface BatchRun extends AutoCloseable {

  /**
   * A run as fast as this JVM allows.
   *
   * @param session stays the caller's, closed after this
   * @param x where the batch is fed
   * @param prediction floats
   * @param batch the shape of what is fed
   */
  static BatchRun of(Session session, Output<?> x, Output<?> prediction, Shape batch) {
    return NativeRun.isPossible()
        ? new NativeRun(session, x, prediction, batch)
        : new RunnerRun(session, x, prediction, batch);
  }

  /** Where the batch is written, row-major. */
  FloatDataBuffer numbers();

  /** The prediction for the batch, row-major. */
  float[] predict();

  @Override
  void close();

  /** A run by TensorFlow Java's own runner, which any JVM allows. */
  final class RunnerRun implements BatchRun {
    private final TFloat32 input;
    private final FloatDataBuffer numbers;
    private final Session.Runner runner;

    /** As {@link BatchRun#of}. */
    RunnerRun(Session session, Output<?> x, Output<?> prediction, Shape batch) {
      this.input = TFloat32.tensorOf(batch);
      this.numbers = input.asRawTensor().data().asFloats();
      this.runner =
          PredictFunction.inTheCallersThread(session.runner()).feed(x, input).fetch(prediction);
    }

    @Override
    public FloatDataBuffer numbers() {
      return numbers;
    }

    @Override
    public float[] predict() {
      try (Result result = runner.run()) {
        return Tensors.floats((TFloat32) result.get(0));
      }
    }

    @Override
    public void close() {
      input.close();
    }
  }
}
