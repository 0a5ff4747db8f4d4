package dev.lamina.layer;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Lays each example out as one vector, in row-major order. */
public record Flatten() implements Layer {

  @Override
  public Shape outputShape(Shape input) {
    return Shape.of(input.size());
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    long size = Shapes.example(input).size();
    return tf.reshape(input, tf.constant(new long[] {-1, size}));
  }

  @Override
  public String toString() {
    return "flatten";
  }
}
