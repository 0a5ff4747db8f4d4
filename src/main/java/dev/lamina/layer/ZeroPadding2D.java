package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Puts zeros around images {@code [batch, height, width, channels]}.
 *
 * @param padding how many at each border
 */
public record ZeroPadding2D(Margins padding) implements Layer {

  @Override
  public Shape outputShape(Shape input) {
    Ranks.checkImage("ZeroPadding2D", input);
    return Shape.of(
        input.get(0) + padding.top() + padding.bottom(),
        input.get(1) + padding.left() + padding.right(),
        input.get(2));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    int[][] zeros = {
      {0, 0}, {padding.top(), padding.bottom()}, {padding.left(), padding.right()}, {0, 0}
    };
    return tf.pad(input, tf.constant(zeros), tf.constant(0f));
  }

  @Override
  public String toString() {
    return "zeroPadding2D(" + padding + ")";
  }
}
