package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;

/**
 * A layer of sequences {@code [steps, channels]} that does what a layer of images does with those
 * of height 1. Its weights have one axis less.
 */
interface OverSteps extends Layer {

  /** The layer of images. */
  Layer ofImages();

  @Override
  default Shape outputShape(Shape input) {
    Shapes.checkSequence(type(), input);
    try {
      return withoutHeight(ofImages().outputShape(input.prepend(1)));
    } catch (ShapeException e) {
      throw new ShapeException(
          "%s takes %s as an image of height 1: %s"
              .formatted(type(), Shapes.text(input), e.getMessage()));
    }
  }

  @Override
  default List<Weight> weights(Shape input) {
    return ofImages().weights(input.prepend(1)).stream()
        .map(weight -> weight.shape(withoutHeight(weight.shape())))
        .toList();
  }

  @Override
  default Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    Pass ofImages =
        pass.changing(
            weight ->
                weight.shape().numDimensions() < 2
                    ? weight
                    : tf.expandDims(weight, tf.constant(0)));
    Operand<TFloat32> output = ofImages().forward(ofImages, tf.expandDims(input, tf.constant(1)));
    return output.shape().numDimensions() > 2
        ? tf.squeeze(output, Squeeze.axis(List.of(1L)))
        : output;
  }

  /** Biases, and the vectors that whole images are pooled to, have no height. */
  private static Shape withoutHeight(Shape shape) {
    return shape.numDimensions() > 1 ? shape.takeLast(shape.numDimensions() - 1) : shape;
  }

  @Override
  default long multiplications(Shape input) {
    return ofImages().multiplications(input.prepend(1));
  }

  @Override
  default boolean prefersPlainGraph() {
    return ofImages().prefersPlainGraph();
  }
}
