package dev.lamina.layer;

import dev.lamina.spec.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
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
      Masked merged =
          inputs.stream()
              .map(input -> Masked.of(pass, input, raised(tf, input, rank)))
              .reduce((one, other) -> merge(tf, one, other))
              .orElseThrow();
      Operand<TFloat32> values =
          this == AVERAGE
              ? tf.math.div(merged.values, tf.constant((float) inputs.size()))
              : merged.values;
      Operand<TFloat32> output =
          this == MULTIPLY
              ? merged.mask.map(mask -> Masking.zeroed(tf, mask, values)).orElse(values)
              : values;
      Masking.ofEach(pass, output, inputs);
      return output;
    }

    /**
     * Numbers with their mask, if they have one. A product, a maximum and a minimum are of what
     * counts alone, as in Keras; sums are of all.
     */
    private record Masked(Operand<TFloat32> values, Optional<Operand<TBool>> mask) {
      static Masked of(Pass pass, Operand<TFloat32> input, Operand<TFloat32> raised) {
        return new Masked(
            raised, pass.mask(input).map(mask -> Masking.raised(pass.tf(), mask, raised)));
      }

      /** The values where they count, and others elsewhere. */
      Operand<TFloat32> or(Ops tf, Operand<TFloat32> others) {
        return mask.<Operand<TFloat32>>map(counts -> tf.select(counts, values, others))
            .orElse(values);
      }
    }

    private Masked merge(Ops tf, Masked one, Masked other) {
      Optional<Operand<TBool>> both =
          one.mask.flatMap(mask -> other.mask.map(more -> tf.math.logicalOr(mask, more)));
      Operand<TFloat32> first = one.values;
      Operand<TFloat32> second = other.values;
      if (this == MULTIPLY) {
        first = one.or(tf, tf.constant(1f));
        second = other.or(tf, tf.constant(1f));
      } else if (this == MAXIMUM || this == MINIMUM) {
        second = other.or(tf, one.values);
        first = one.or(tf, second);
      }
      return new Masked(merge(tf, first, second), both);
    }

    @Override
    public boolean masked(List<Boolean> inputs) {
      return !inputs.contains(false);
    }

    private Operand<TFloat32> merge(Ops tf, Operand<TFloat32> one, Operand<TFloat32> other) {
      return switch (this) {
        case ADD, AVERAGE -> sum(tf, one, other);
        case SUBTRACT -> tf.math.sub(one, other);
        case MULTIPLY -> tf.math.mul(one, other);
        case MAXIMUM -> tf.math.maximum(one, other);
        case MINIMUM -> tf.math.minimum(one, other);
      };
    }

    /**
     * The sum. TensorFlow would make it a part of the convolution that gives one of the two, which
     * predicts wrongly, or ends the process, when several threads predict: oneDNN's convolution
     * keeps the other one in the op. It does not where it cannot tell that both are of one shape.
     */
    static Operand<TFloat32> sum(Ops tf, Operand<TFloat32> one, Operand<TFloat32> other) {
      return tf.math.add(one, Shapes.reshape(tf, other, other.shape()));
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
      if (inputs.size() == 1) {
        return inputs.get(0);
      }
      Operand<TFloat32> output = pass.tf().concat(inputs, pass.tf().constant(axis));
      Masking.ofParts(pass, output, inputs, axis);
      return output;
    }

    @Override
    public boolean masked(List<Boolean> inputs) {
      return inputs.contains(true);
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

  static String texts(List<Shape> shapes) {
    return shapes.stream().map(Shapes::text).collect(Collectors.joining(", "));
  }
}
