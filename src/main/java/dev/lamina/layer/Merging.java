package dev.lamina.layer;

import dev.lamina.spec.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** The layers that merge several inputs into one. */
public final class Merging {
  private Merging() {}

  /**
   * Merges number by number. Where one input has the size 1 along an axis it is stretched, and
   * inputs of fewer axes get axes of size 1 in front.
   */
  public enum Elementwise implements MergingLayer {
    /** The sum. */
    ADD,
    /** The first input less the second; there are two. */
    SUBTRACT,
    /** The product. */
    MULTIPLY,
    /** The mean. */
    AVERAGE,
    /** The largest. */
    MAXIMUM,
    /** The smallest. */
    MINIMUM;

    @Override
    public Shape outputShape(List<Shape> inputs) {
      if (this == SUBTRACT && inputs.size() != 2) {
        throw new ShapeException(
            "Subtract takes two inputs, but got %s; subtract them one by one."
                .formatted(inputs.size()));
      }
      int rank = inputs.stream().mapToInt(Shape::numDimensions).max().orElse(0);
      long[] sizes = new long[rank];
      for (int axis = 0; axis < rank; axis++) {
        sizes[axis] = size(inputs, axis - rank);
      }
      return Shape.of(sizes);
    }

    /** The size along an axis, counted from the end by negative numbers. */
    private long size(List<Shape> inputs, int axis) {
      long most = 1;
      for (Shape input : inputs) {
        int own = input.numDimensions() + axis;
        long size = own < 0 ? 1 : input.get(own);
        if (size != 1 && most != 1 && size != most) {
          throw new ShapeException(
              "%s takes inputs of equal sizes along each axis, or of size 1, but got %s; make them equal."
                  .formatted(type(), texts(inputs)));
        }
        most = size == 1 ? most : size;
      }
      return most;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, List<Operand<TFloat32>> inputs) {
      Ops tf = pass.tf();
      int rank = inputs.stream().mapToInt(input -> input.shape().numDimensions()).max().orElse(0);
      Operand<TFloat32> merged =
          inputs.stream()
              .map(input -> raised(tf, input, rank))
              .reduce((one, other) -> merge(tf, one, other))
              .orElseThrow();
      return this == AVERAGE ? tf.math.div(merged, tf.constant((float) inputs.size())) : merged;
    }

    private Operand<TFloat32> merge(Ops tf, Operand<TFloat32> one, Operand<TFloat32> other) {
      return switch (this) {
        case ADD, AVERAGE -> tf.math.add(one, other);
        case SUBTRACT -> tf.math.sub(one, other);
        case MULTIPLY -> tf.math.mul(one, other);
        case MAXIMUM -> tf.math.maximum(one, other);
        case MINIMUM -> tf.math.minimum(one, other);
      };
    }

    private static Operand<TFloat32> raised(Ops tf, Operand<TFloat32> input, int rank) {
      Operand<TFloat32> raised = input;
      while (raised.shape().numDimensions() < rank) {
        raised = tf.expandDims(raised, tf.constant(1));
      }
      return raised;
    }

    @Override
    public String type() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Puts the inputs one after the other.
   *
   * @param axis along which, as Keras counts: the batch axis is 0, the last axis -1
   */
  public record Concatenate(int axis) implements MergingLayer {
    static final Type<Concatenate> TYPE = Type.of(new Concatenate(-1));

    public Concatenate {
      if (axis == 0) {
        throw new IllegalArgumentException(
            "Concatenate needs an axis other than the batch axis 0; -1 is the last.");
      }
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
      Shape first = inputs.get(0);
      int along = along(first.numDimensions());
      if (along < 0 || along >= first.numDimensions()) {
        throw new ShapeException(
            "Concatenate along axis %s takes inputs that have it, but got %s; give another axis, -1 is the last."
                .formatted(axis, texts(inputs)));
      }
      long[] sizes = first.asArray();
      sizes[along] = 0;
      for (Shape input : inputs) {
        checkFits(inputs, first, input, along);
        sizes[along] += input.get(along);
      }
      return Shape.of(sizes);
    }

    private int along(int rank) {
      return axis > 0 ? axis - 1 : rank + axis;
    }

    private void checkFits(List<Shape> inputs, Shape first, Shape other, int along) {
      boolean fits = first.numDimensions() == other.numDimensions();
      for (int i = 0; fits && i < first.numDimensions(); i++) {
        fits = i == along || first.get(i) == other.get(i);
      }
      if (!fits) {
        throw new ShapeException(
            "Concatenate along axis %s takes inputs of equal sizes along all others, but got %s; make them equal."
                .formatted(axis, texts(inputs)));
      }
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, List<Operand<TFloat32>> inputs) {
      return inputs.size() == 1
          ? inputs.get(0)
          : pass.tf().concat(inputs, pass.tf().constant(axis));
    }

    @Override
    public Optional<Integer> ids(Optional<Integer> output) {
      return output;
    }

    @Override
    public String toString() {
      return "concatenate" + (axis == -1 ? "" : "(" + axis + ")");
    }
  }

  /**
   * The dot products of two inputs along one axis of each: {@code [batch, n]} and {@code [batch,
   * n]} give {@code [batch, 1]}; else the axes that are left, first those of the first input.
   *
   * @param axes one for both or one for each, as Keras counts: the batch axis is 0, the last axis
   *     -1
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
                .formatted(axes, texts(inputs)));
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
      Operand<TFloat32> inverse =
          tf.math.minimum(tf.math.rsqrt(squares), tf.constant(1 / SHORTEST));
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

  private static String texts(List<Shape> shapes) {
    return shapes.stream().map(Shapes::text).collect(Collectors.joining(", "));
  }
}
