package dev.lamina.layer;

import dev.lamina.io.Limits;
import dev.lamina.spec.Checks;
import dev.lamina.spec.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The layers that lay the numbers of an example out in another shape. */
public final class Reshaping {
  private Reshaping() {}

  /** A layer that moves numbers and changes none. */
  interface Moving extends Layer {
    @Override
    default Optional<Integer> ids(Optional<Integer> output) {
      return output;
    }
  }

  /** The layer of {@link Layers#flatten}. */
  record Flatten() implements Moving {
    static final Type<Layer> TYPE = Type.of(Layers.flatten());

    @Override
    public Shape outputShape(Shape input) {
      return Shape.of(input.size());
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return Shapes.reshape(pass.tf(), input, -1, Shapes.example(input).size());
    }

    @Override
    public String toString() {
      return "flatten";
    }
  }

  /** The layer of {@link Layers#reshape}. */
  record Reshape(List<Integer> targetShape) implements Moving {
    static final Type<Layer> TYPE = Type.of(Layers.reshape(-1), "targetShape");

    Reshape {
      targetShape = List.copyOf(targetShape);
      boolean sizes = targetShape.stream().allMatch(size -> size >= 1 || size == -1);
      if (!sizes || targetShape.stream().filter(size -> size == -1).count() > 1) {
        throw new IllegalArgumentException(
            "Reshape needs sizes of at least 1, of which one may be -1, but got %s."
                .formatted(targetShape));
      }
    }

    @Override
    public Shape outputShape(Shape input) {
      int known =
          Limits.elements(
              targetShape.stream().filter(size -> size != -1).mapToLong(size -> size).toArray());
      boolean open = targetShape.contains(-1);
      if (known < 0 || (open ? input.size() % known != 0 : input.size() != known)) {
        throw new ShapeException(
            "Reshape makes %s of each example, but got %s with %s numbers; give it sizes whose product is %s."
                .formatted(targetShape, Shapes.text(input), input.size(), input.size()));
      }
      return Shape.of(
          targetShape.stream()
              .mapToLong(size -> size == -1 ? input.size() / known : size)
              .toArray());
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Shape example = outputShape(Shapes.example(input));
      return Shapes.reshape(pass.tf(), input, Shapes.batch(Shape.UNKNOWN_SIZE, example));
    }

    @Override
    public String toString() {
      return targetShape.stream()
          .map(String::valueOf)
          .collect(Collectors.joining(", ", "reshape(", ")"));
    }
  }

  /**
   * Puts the axes of an example in another order.
   *
   * @param dims for each axis of the output that of the input, counted from 1
   */
  public record Permute(List<Integer> dims) implements Moving {
    static final Type<Layer> TYPE = Type.of(Layers.permute(1), "dims");

    public Permute {
      dims = List.copyOf(dims);
      List<Integer> sorted = dims.stream().sorted().toList();
      if (!sorted.equals(IntStream.rangeClosed(1, dims.size()).boxed().toList())) {
        throw new IllegalArgumentException(
            "Permute needs every axis from 1 on once, but got " + dims + ".");
      }
    }

    @Override
    public Shape outputShape(Shape input) {
      if (input.numDimensions() != dims.size()) {
        throw new ShapeException(
            "Permute orders %s axes, but got %s; name each of its axes once."
                .formatted(dims.size(), Shapes.text(input)));
      }
      return Shape.of(dims.stream().mapToLong(axis -> input.get(axis - 1)).toArray());
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      int[] order =
          IntStream.concat(IntStream.of(0), dims.stream().mapToInt(axis -> axis)).toArray();
      return tf.linalg.transpose(input, tf.constant(order));
    }

    @Override
    public String toString() {
      return dims.stream().map(String::valueOf).collect(Collectors.joining(", ", "permute(", ")"));
    }
  }

  /** The layer of {@link Layers#repeatVector}. */
  record RepeatVector(int n) implements Moving {
    static final Type<Layer> TYPE = Type.of(Layers.repeatVector(1), "n");

    RepeatVector {
      Checks.atLeast("RepeatVector", "n", n, 1);
    }

    @Override
    public Shape outputShape(Shape input) {
      Shapes.checkVector("RepeatVector", input);
      return input.prepend(n);
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Ops tf = pass.tf();
      return tf.tile(tf.expandDims(input, tf.constant(1)), tf.constant(new int[] {1, n, 1}));
    }

    @Override
    public String toString() {
      return "repeatVector(" + n + ")";
    }
  }
}
