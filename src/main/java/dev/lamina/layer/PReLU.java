package dev.lamina.layer;

import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * x above 0 and {@code alpha · x} below, with a trained alpha for every number of an example (He et
 * al. 2015).
 *
 * @param alpha of the slopes below 0, whose shape is that of an example
 * @param sharedAxes the axes along which all numbers share one alpha, the first of an example being
 *     1: {@code [1, 2]} gives an image one alpha per channel
 */
public record PReLU(WeightRule alpha, List<Integer> sharedAxes) implements Layer {

  public PReLU {
    sharedAxes = List.copyOf(sharedAxes);
  }

  /** The same layer with another initializer of alpha. */
  public PReLU alphaInitializer(Initializer initializer) {
    return new PReLU(alpha.initializer(initializer), sharedAxes);
  }

  /** The same layer with a penalty on alpha. */
  public PReLU alphaRegularizer(Regularizer regularizer) {
    return new PReLU(alpha.regularizer(regularizer), sharedAxes);
  }

  /** The same layer with a constraint of alpha. */
  public PReLU alphaConstraint(Constraint constraint) {
    return new PReLU(alpha.constraint(constraint), sharedAxes);
  }

  /** The same layer whose alphas are shared along the given axes, counted from 1. */
  public PReLU sharedAxes(int... axes) {
    return new PReLU(alpha, IntStream.of(axes).boxed().toList());
  }

  @Override
  public Shape outputShape(Shape input) {
    for (int axis : sharedAxes) {
      if (axis < 1 || axis > input.numDimensions()) {
        throw new ShapeException(
            "PReLU shares axes between 1 and %d of %s, but got %d; give it others."
                .formatted(input.numDimensions(), Shapes.text(input), axis));
      }
    }
    return input;
  }

  @Override
  public List<Weight> weights(Shape input) {
    long[] sizes =
        IntStream.range(0, input.numDimensions())
            .mapToLong(axis -> sharedAxes.contains(axis + 1) ? 1 : input.get(axis))
            .toArray();
    return List.of(Weight.of("alpha", Shape.of(sizes), alpha));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Ops tf = pass.tf();
    Operand<TFloat32> below = tf.nn.relu(tf.math.neg(input));
    return tf.math.sub(tf.nn.relu(input), tf.math.mul(pass.weight("alpha"), below));
  }

  @Override
  public String toString() {
    return "pReLU";
  }
}
