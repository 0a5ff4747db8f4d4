package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A layer that makes one output of several inputs. In a list of layers it has one.
 *
 * <pre>{@code
 * record Largest() implements MergingLayer {
 *   public Shape outputShape(List<Shape> inputs) {
 *     return inputs.get(0);
 *   }
 *
 *   public Operand<TFloat32> forward(Pass pass, List<Operand<TFloat32>> inputs) {
 *     return inputs.stream().reduce(pass.tf().math::maximum).orElseThrow();
 *   }
 * }
 * }</pre>
 */
public interface MergingLayer extends Layer {

  /**
   * The shape of one example's output, without the batch axis.
   *
   * @param inputs the shape of one example of each input, at least one
   * @throws ShapeException if the layer cannot merge these; the message says what to do
   */
  @Override
  Shape outputShape(List<Shape> inputs);

  /** The weights that the layer has for these inputs, in a fixed order. */
  @Override
  default List<Weight> weights(List<Shape> inputs) {
    return List.of();
  }

  /**
   * Builds the forward pass.
   *
   * @param inputs a batch {@code [batch, ...]} of each input
   * @return a batch {@code [batch, ...outputShape(inputs)]}
   */
  @Override
  Operand<TFloat32> forward(Pass pass, List<Operand<TFloat32>> inputs);

  @Override
  default long multiplications(List<Shape> inputs) {
    return weights(inputs).stream().mapToLong(weight -> weight.shape().size()).sum();
  }

  /** Whether the output has a mask, given which inputs have one. */
  @Override
  default boolean masked(List<Boolean> inputs) {
    return false;
  }

  @Override
  default boolean masked(boolean input) {
    return masked(List.of(input));
  }

  @Override
  default Shape outputShape(Shape input) {
    return outputShape(List.of(input));
  }

  @Override
  default List<Weight> weights(Shape input) {
    return weights(List.of(input));
  }

  @Override
  default Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    return forward(pass, List.of(input));
  }

  @Override
  default long multiplications(Shape input) {
    return multiplications(List.of(input));
  }
}
