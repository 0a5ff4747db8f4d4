package dev.lamina.engine;

import java.util.Map;
import org.tensorflow.Tensor;

/**
 * Examples in native memory.
 *
 * @param tensors by the name they are fed under
 */
record Chunk(Map<String, Tensor> tensors) implements AutoCloseable {

  Chunk {
    tensors = Map.copyOf(tensors);
  }

  /** How many bytes the tensors take. */
  long bytes() {
    return tensors.values().stream().mapToLong(Tensor::numBytes).sum();
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
  }
}
