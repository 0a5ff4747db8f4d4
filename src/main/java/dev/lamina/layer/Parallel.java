package dev.lamina.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Gives its input to several branches and merges their outputs (Szegedy et al. 2015). The weights
 * are named by the branches, such as {@code sequence_1/dense/kernel}.
 *
 * @param branches at least one; several layers make one branch as a {@link Sequence}
 * @param merge how the outputs are merged
 */
public record Parallel(List<Layer> branches, Merge merge) implements Layer {

  /** How outputs are merged. */
  public enum Merge {
    /** One after the other, along the last axis; the shapes agree in all others. */
    CONCAT,
    /** Added; the shapes agree. */
    ADD
  }

  public Parallel {
    branches = List.copyOf(branches);
    if (branches.isEmpty()) {
      throw new IllegalArgumentException("Parallel needs at least one branch, but got none.");
    }
  }

  /** The same branches with their outputs added instead of put one after the other. */
  public Parallel add() {
    return new Parallel(branches, Merge.ADD);
  }

  @Override
  public Shape outputShape(Shape input) {
    List<Shape> outputs = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      outputs.add(output(i, input));
    }
    Shape first = outputs.get(0);
    if (outputs.stream().anyMatch(output -> !fits(first, output))) {
      throw new ShapeException(
          "Parallel merges its branches by %s, but they give %s; make the shapes equal%s."
              .formatted(
                  merge.name().toLowerCase(Locale.ROOT),
                  outputs.stream().map(Shapes::text).collect(Collectors.joining(", ")),
                  merge == Merge.ADD ? "" : " in all axes but the last"));
    }
    return merge == Merge.ADD
        ? first
        : leading(first).append(outputs.stream().mapToLong(Features::of).sum());
  }

  private Shape output(int branch, Shape input) {
    try {
      return branches.get(branch).outputShape(input);
    } catch (ShapeException e) {
      throw new ShapeException(
          "branch %d (%s): %s".formatted(branch + 1, branches.get(branch).type(), e.getMessage()));
    }
  }

  private boolean fits(Shape first, Shape other) {
    return merge == Merge.ADD
        ? first.equals(other)
        : !first.isScalar() && !other.isScalar() && leading(first).equals(leading(other));
  }

  private static Shape leading(Shape shape) {
    return shape.take(shape.numDimensions() - 1);
  }

  @Override
  public List<Weight> weights(Shape input) {
    List<String> names = LayerNames.of(branches);
    List<Weight> weights = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      for (Weight weight : branches.get(i).weights(input)) {
        weights.add(weight.within(names.get(i)));
      }
    }
    return weights;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    List<String> names = LayerNames.of(branches);
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      outputs.add(branches.get(i).forward(pass.within(names.get(i)), input));
    }
    if (outputs.size() == 1) {
      return outputs.get(0);
    }
    return merge == Merge.ADD
        ? pass.tf().math.addN(outputs)
        : pass.tf().concat(outputs, pass.tf().constant(-1));
  }

  @Override
  public long multiplications(Shape input) {
    return branches.stream().mapToLong(branch -> branch.multiplications(input)).sum();
  }

  @Override
  public boolean prefersPlainGraph() {
    return branches.stream().anyMatch(Layer::prefersPlainGraph);
  }

  @Override
  public String toString() {
    return "parallel("
        + branches.stream().map(Layer::toString).collect(Collectors.joining(", "))
        + ")"
        + (merge == Merge.ADD ? " add" : "");
  }
}
