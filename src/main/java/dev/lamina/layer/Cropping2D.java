package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Cuts off the borders of images {@code [batch, height, width, channels]}.
 *
 * @param cropping how many pixels at each border
 */
public record Cropping2D(Margins cropping) implements Layer {

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkImage("Cropping2D", input);
    long height = input.get(0) - cropping.top() - cropping.bottom();
    long width = input.get(1) - cropping.left() - cropping.right();
    if (height < 1 || width < 1) {
      throw new ShapeException(
          "Cropping2D leaves nothing of %s when it cuts off %s; cut off less."
              .formatted(Shapes.text(input), cropping));
    }
    return Shape.of(height, width, input.get(2));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    int[] rest = Shapes.sizes(outputShape(Shapes.example(input)));
    // Not long, for which TensorFlow's gradient of a slice fails.
    return tf.slice(
        input,
        tf.constant(new int[] {0, cropping.top(), cropping.left(), 0}),
        tf.constant(new int[] {-1, rest[0], rest[1], rest[2]}));
  }

  @Override
  public String toString() {
    return "cropping2D(" + cropping + ")";
  }
}
