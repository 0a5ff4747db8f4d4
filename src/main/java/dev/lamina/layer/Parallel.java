package dev.lamina.layer;

import dev.lamina.layer.Merging.Concatenate;
import dev.lamina.spec.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Gives its input to several branches and merges their outputs (Szegedy et al. 2015). The weights
 * are named by the branches, such as {@code sequence_1/dense/kernel}.
 *
 * @param branches at least one; several layers make one branch as a {@link Blocks.Sequence}
 * @param merge how the outputs are merged
 */
public record Parallel(List<Layer> branches, Merge merge) implements Layer {
  static final Type<Parallel> TYPE = Type.of(Layers.parallel(Layers.flatten()), "branches");

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
      outputs.add(Blocks.output("branch", i, branches.get(i), input));
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
        : Shapes.leading(first).append(outputs.stream().mapToLong(Shapes::last).sum());
  }

  private boolean fits(Shape first, Shape other) {
    return merge == Merge.ADD
        ? first.equals(other)
        : !first.isScalar()
            && !other.isScalar()
            && Shapes.leading(first).equals(Shapes.leading(other));
  }

  @Override
  public List<Weight> weights(Shape input) {
    return Blocks.named(branches, i -> input);
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    List<String> names = Layer.names(branches);
    List<Operand<TFloat32>> outputs = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      outputs.add(pass.within(names.get(i)).apply(branches.get(i), input));
    }
    if (outputs.size() == 1) {
      return outputs.get(0);
    }
    if (merge == Merge.CONCAT) {
      return new Concatenate(-1).forward(pass, outputs);
    }
    Operand<TFloat32> sum = outputs.get(0);
    for (Operand<TFloat32> output : outputs.subList(1, outputs.size())) {
      sum = Merging.Elementwise.sum(pass.tf(), sum, output);
    }
    Masking.ofEach(pass, sum, outputs);
    return sum;
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
  public Optional<Integer> ids(Optional<Integer> output) {
    return branches.stream().flatMap(branch -> branch.ids(output).stream()).min(Integer::compare);
  }

  @Override
  public boolean penalizesOutput() {
    return branches.stream().anyMatch(Layer::penalizesOutput);
  }

  @Override
  public boolean masked(boolean input) {
    return merge == Merge.ADD
        ? branches.stream().allMatch(branch -> branch.masked(input))
        : branches.stream().anyMatch(branch -> branch.masked(input));
  }

  @Override
  public String toString() {
    return "parallel(" + Blocks.text(branches) + ")" + (merge == Merge.ADD ? " add" : "");
  }
}
