package dev.lamina.engine;

import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/**
 * One Session.run over and over, on the same input tensor and with the same runner. Belongs to one
 * thread, and is closed before the inference that made it.
 */
public final class BareRun implements AutoCloseable {
  private final TFloat32 input;
  private final Session.Runner runner;

  BareRun(TFloat32 input, Session.Runner runner) {
    this.input = input;
    this.runner = runner;
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
