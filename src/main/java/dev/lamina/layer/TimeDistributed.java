package dev.lamina.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Applies a layer to every step of a sequence, with the same weights: from {@code [batch, steps,
 * ...input]} to {@code [batch, steps, ...output]}. To the layer every step is an example of its
 * own.
 *
 * @param layer the layer
 */
public record TimeDistributed(Layer layer) implements Layer {

  @Override
  public Shape outputShape(Shape input) {
    if (input.isScalar()) {
      throw new ShapeException(
          "TimeDistributed takes a sequence [steps, ...] per example, but got []; put a reshape before it.");
    }
    return layer.outputShape(step(input)).prepend(input.get(0));
  }

  @Override
  public List<Weight> weights(Shape input) {
    return layer.weights(step(input));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    Shape example = Shapes.example(input);
    Operand<TFloat32> steps = reshape(tf, input, merged(input.shape(), step(example)));
    return reshape(
        tf, layer.forward(pass, steps), Shapes.batch(input.shape().get(0), outputShape(example)));
  }

  /** The shape of all steps of a batch, whose number may be unknown. */
  private static Shape merged(Shape batch, Shape step) {
    long examples = batch.get(0);
    return Shapes.batch(examples < 0 ? Shape.UNKNOWN_SIZE : examples * batch.get(1), step);
  }

  private static Operand<TFloat32> reshape(Ops tf, Operand<TFloat32> values, Shape shape) {
    return tf.reshape(values, tf.constant(shape.asArray()));
  }

  private static Shape step(Shape input) {
    return input.takeLast(input.numDimensions() - 1);
  }

  @Override
  public long multiplications(Shape input) {
    return input.get(0) * layer.multiplications(step(input));
  }

  @Override
  public boolean prefersPlainGraph() {
    return layer.prefersPlainGraph();
  }

  @Override
  public String toString() {
    return "timeDistributed(" + layer + ")";
  }
}
