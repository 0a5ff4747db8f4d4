package dev.lamina.layer;

import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** A layer that is another one in all that it does not say otherwise, of one input or several. */
interface Wrapping extends MergingLayer {

  /** The layer inside. */
  Layer layer();

  @Override
  default Shape outputShape(List<Shape> inputs) {
    return layer().outputShape(inputs);
  }

  @Override
  default List<Weight> weights(List<Shape> inputs) {
    return layer().weights(inputs);
  }

  @Override
  default Operand<TFloat32> forward(Pass pass, List<Operand<TFloat32>> inputs) {
    return layer().forward(pass, inputs);
  }

  @Override
  default boolean masked(List<Boolean> inputs) {
    return layer().masked(inputs);
  }

  @Override
  default long multiplications(List<Shape> inputs) {
    return layer().multiplications(inputs);
  }

  @Override
  default boolean prefersPlainGraph() {
    return layer().prefersPlainGraph();
  }

  @Override
  default Optional<Integer> ids(Optional<Integer> output) {
    return layer().ids(output);
  }

  @Override
  default boolean penalizesOutput() {
    return layer().penalizesOutput();
  }
}
