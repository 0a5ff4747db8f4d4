package dev.lamina.layer;

import dev.lamina.spec.Type;
import java.util.List;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * The dot products of two inputs along one axis of each: {@code [batch, n]} and {@code [batch, n]}
 * give {@code [batch, 1]}; else the axes that are left, first those of the first input.
 *
 * @param axes one for both or one for each, as Keras counts: the batch axis is 0, the last axis -1
 * @param normalize whether vectors along the axes get the length 1 before, which makes it their
 *     cosine
 */
public record Dot(List<Integer> axes, boolean normalize) implements MergingLayer {
  static final Type<Dot> TYPE = Type.of(new Dot(List.of(-1), false), "axes");

  /** What no vector is made shorter than, as in Keras. */
  private static final float SHORTEST = 1e-7f;

  public Dot {
    axes = List.copyOf(axes);
    if (axes.isEmpty() || axes.size() > 2 || axes.contains(0)) {
      throw new IllegalArgumentException(
          "Dot needs one axis or one for each of two inputs, none of them the batch axis 0, but got %s."
              .formatted(axes));
    }
  }

  /** The same product of vectors that get the length 1 before. */
  public Dot normalize(boolean normalize) {
    return new Dot(axes, normalize);
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    if (inputs.size() != 2 || !fit(inputs.get(0), inputs.get(1))) {
      throw new ShapeException(
          "Dot takes two inputs of equal sizes along the axes %s, but got %s; give other axes, or make the sizes equal."
              .formatted(axes, Merging.texts(inputs)));
    }
    Shape left = without(inputs.get(0), along(0, inputs.get(0)));
    Shape both = left.append(without(inputs.get(1), along(1, inputs.get(1))));
    return both.isScalar() ? Shape.of(1) : both;
  }

  private boolean fit(Shape first, Shape second) {
    int one = along(0, first);
    int other = along(1, second);
    return one >= 0
        && other >= 0
        && one < first.numDimensions()
        && other < second.numDimensions()
        && first.get(one) == second.get(other);
  }

  /** The axis of an input, counted without the batch axis. */
  private int along(int input, Shape example) {
    int axis = axes.get(Math.min(input, axes.size() - 1));
    return axis > 0 ? axis - 1 : example.numDimensions() + axis;
  }

  private static Shape without(Shape shape, int axis) {
    return shape.take(axis).append(shape.takeLast(shape.numDimensions() - axis - 1));
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, List<Operand<TFloat32>> inputs) {
    Ops tf = pass.tf();
    StringBuilder result = new StringBuilder("b");
    String first = labels('c', 0, inputs.get(0), result);
    String second = labels('A', 1, inputs.get(1), result);
    List<Operand<TFloat32>> vectors =
        List.of(length(tf, 0, inputs.get(0)), length(tf, 1, inputs.get(1)));
    Operand<TFloat32> products = tf.linalg.einsum(vectors, first + "," + second + "->" + result);
    return result.length() == 1 ? tf.expandDims(products, tf.constant(1)) : products;
  }

  /** A letter for each axis of an input: b the batch, s the sum, others from a first one on. */
  private String labels(char from, int input, Operand<TFloat32> batch, StringBuilder result) {
    Shape example = Shapes.example(batch);
    StringBuilder labels = new StringBuilder("b");
    for (int axis = 0; axis < example.numDimensions(); axis++) {
      if (axis == along(input, example)) {
        labels.append('s');
      } else {
        labels.append((char) (from + axis));
        result.append((char) (from + axis));
      }
    }
    return labels.toString();
  }

  private Operand<TFloat32> length(Ops tf, int input, Operand<TFloat32> batch) {
    if (!normalize) {
      return batch;
    }
    Operand<TFloat32> squares =
        tf.reduceSum(
            tf.math.square(batch),
            tf.constant(1 + along(input, Shapes.example(batch))),
            ReduceSum.keepDims(true));
    Operand<TFloat32> inverse = tf.math.minimum(tf.math.rsqrt(squares), tf.constant(1 / SHORTEST));
    return tf.math.mul(batch, inverse);
  }

  @Override
  public long multiplications(List<Shape> inputs) {
    Shape first = inputs.get(0);
    return outputShape(inputs).size() * first.get(along(0, first));
  }

  @Override
  public String toString() {
    return "dot(" + axes.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
  }
}
