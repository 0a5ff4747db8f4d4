package dev.lamina.engine;

import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/**
 * The forward pass of one example, over and over: an input tensor that is written in place and a
 * runner that is made once. For one thread at a time.
 */
public final class ExampleRun implements AutoCloseable {
  /** So little work takes less time than a second thread takes to wake up. */
  static final RunOptions IN_THE_CALLERS_THREAD =
      RunOptions.newBuilder().setInterOpThreadPool(-1).build();

  private final TFloat32 input;
  private final FloatDataBuffer numbers;
  private final Session.Runner runner;

  /**
   * The run of a runner.
   *
   * @param input what the runner is fed, closed with this
   * @param runner fetches the prediction
   */
  ExampleRun(TFloat32 input, Session.Runner runner) {
    this.input = input;
    this.numbers = input.asRawTensor().data().asFloats();
    this.runner = runner.setOptions(IN_THE_CALLERS_THREAD);
  }

  /** Sets the example, row-major. */
  void fill(float[] example) {
    numbers.write(example);
  }

  /** The prediction for an example, both row-major. */
  float[] predict(float[] example) {
    fill(example);
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
