package dev.lamina.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Tensor;
import org.tensorflow.types.TFloat32;

/**
 * Examples in native memory.
 *
 * @param x the inputs, {@code [rows, ...input]}
 * @param y the targets, {@code [rows, ...target]}
 * @param weights how much each counts in the loss, {@code [rows]}; none if each counts 1
 */
record NativeRows(TFloat32 x, TFloat32 y, Optional<TFloat32> weights) implements AutoCloseable {
  /** The name under which the inputs are fed to a graph. */
  static final String X = "x";

  /** The name under which the targets are fed. */
  static final String Y = "y";

  /** The name under which the weights are fed. */
  static final String WEIGHTS = "weights";

  /** The names of all of them. */
  static final List<String> NAMES = List.of(X, Y, WEIGHTS);

  /** How many examples there are. */
  int count() {
    return Math.toIntExact(x.shape().get(0));
  }

  /** The tensors by the names under which they are fed. */
  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(X, x);
    tensors.put(Y, y);
    weights.ifPresent(tensor -> tensors.put(WEIGHTS, tensor));
    return tensors;
  }

  /** How many bytes they take. */
  long bytes() {
    return tensors().values().stream().mapToLong(Tensor::numBytes).sum();
  }

  @Override
  public void close() {
    tensors().values().forEach(Tensor::close);
  }
}
