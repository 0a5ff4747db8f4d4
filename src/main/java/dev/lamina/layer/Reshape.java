package dev.lamina.layer;

import java.util.List;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Gives the numbers of each example another shape, in row-major order.
 *
 * @param targetShape of an example; one size may be -1, which takes what is left
 */
public record Reshape(List<Integer> targetShape) implements Layer {

  public Reshape {
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
    long known =
        targetShape.stream()
            .filter(size -> size != -1)
            .mapToLong(size -> size)
            .reduce(1, (a, b) -> a * b);
    boolean open = targetShape.contains(-1);
    if (open ? input.size() % known != 0 : input.size() != known) {
      throw new ShapeException(
          "Reshape makes %s of each example, but got %s with %d numbers; give it sizes whose product is %d."
              .formatted(targetShape, Shapes.text(input), input.size(), input.size()));
    }
    return Shape.of(
        targetShape.stream().mapToLong(size -> size == -1 ? input.size() / known : size).toArray());
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    Shape example = outputShape(Shapes.example(input));
    return pass.tf()
        .reshape(input, pass.tf().constant(Shapes.batch(Shape.UNKNOWN_SIZE, example).asArray()));
  }

  @Override
  public String toString() {
    return targetShape.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "reshape(", ")"));
  }
}
