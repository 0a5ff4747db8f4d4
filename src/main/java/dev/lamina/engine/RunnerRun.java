package dev.lamina.engine;

import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.types.TFloat32;

/** The forward pass by TensorFlow Java's own runner, which any JVM allows. */
final class RunnerRun implements ForwardRun {
  private final TFloat32 input;
  private final FloatDataBuffer numbers;
  private final Session.Runner runner;

  /** As {@link ForwardRun#of}. */
  RunnerRun(Session session, Output<?> x, Output<?> prediction, Shape batch) {
    this.input = TFloat32.tensorOf(batch);
    this.numbers = input.asRawTensor().data().asFloats();
    this.runner = Forward.inTheCallersThread(session.runner()).feed(x, input).fetch(prediction);
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
