package dev.lamina.engine;

import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/**
 * The forward pass of a batch of always the same size, over and over: an input tensor that is
 * written in place and a runner that is made once. For one thread at a time.
 */
public final class ForwardRun implements AutoCloseable {
  private final TFloat32 input;
  private final FloatDataBuffer numbers;
  private final Session.Runner runner;

  /**
   * The run of a runner.
   *
   * @param input what the runner is fed, closed with this
   * @param runner fetches the prediction
   */
  ForwardRun(TFloat32 input, Session.Runner runner) {
    this.input = input;
    this.numbers = input.asRawTensor().data().asFloats();
    this.runner = runner;
  }

  /** Where the batch is written, row-major. */
  FloatDataBuffer numbers() {
    return numbers;
  }

  /** The prediction for the batch, row-major. */
  float[] predict() {
    try (Result result = runner.run()) {
      return Tensors.floats((TFloat32) result.get(0));
    }
  }

  /** Runs the forward pass and drops what comes out. */
  public void run() {
    runner.run().close();
  }

  @Override
  public void close() {
    input.close();
  }
}
