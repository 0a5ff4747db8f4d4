package dev.lamina.layer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Puts the axes of each example in another order.
 *
 * @param dims the axis of the input that each axis of the output is, the first one of an example
 *     being 1: {@code [2, 1]} turns a matrix on its side
 */
public record Permute(List<Integer> dims) implements Layer {

  public Permute {
    dims = List.copyOf(dims);
    List<Integer> sorted = dims.stream().sorted().toList();
    if (!sorted.equals(IntStream.rangeClosed(1, dims.size()).boxed().toList())) {
      throw new IllegalArgumentException(
          "Permute needs every axis from 1 on once, but got " + dims + ".");
    }
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.numDimensions() != dims.size()) {
      throw new ShapeException(
          "Permute orders %d axes, but got %s; name each of its axes once."
              .formatted(dims.size(), Shapes.text(input)));
    }
    return Shape.of(dims.stream().mapToLong(axis -> input.get(axis - 1)).toArray());
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    int[] order = IntStream.concat(IntStream.of(0), dims.stream().mapToInt(axis -> axis)).toArray();
    return tf.linalg.transpose(input, tf.constant(order));
  }

  @Override
  public String toString() {
    return dims.stream().map(String::valueOf).collect(Collectors.joining(", ", "permute(", ")"));
  }
}
