package dev.lamina.layer;

import dev.lamina.spec.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** The layers that are made of several others. */
public final class Blocks {
  private Blocks() {}

  /**
   * Layers one after the other, as one layer: a branch of a {@link Parallel}, or a block that is
   * used several times. Without layers it passes its input through. The weights are named by the
   * inner layers, such as {@code dense_1/kernel}.
   *
   * @param layers the layers in the order of the data
   */
  record Sequence(List<Layer> layers) implements Layer {
    static final Type<Layer> TYPE = Type.of(Layers.sequence(Layers.flatten()), "layers");

    Sequence {
      layers = List.copyOf(layers);
    }

    @Override
    public Shape outputShape(Shape input) {
      return shapes(input).get(layers.size());
    }

    /** The shape before each layer and that after the last. */
    private List<Shape> shapes(Shape input) {
      List<Shape> shapes = new ArrayList<>(List.of(input));
      for (int i = 0; i < layers.size(); i++) {
        shapes.add(output("inner layer", i, layers.get(i), shapes.get(i)));
      }
      return shapes;
    }

    @Override
    public List<Weight> weights(Shape input) {
      return named(layers, shapes(input)::get);
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      List<String> names = Layer.names(layers);
      Operand<TFloat32> values = input;
      for (int i = 0; i < layers.size(); i++) {
        values = layers.get(i).forward(pass.within(names.get(i)), values);
      }
      return values;
    }

    @Override
    public long multiplications(Shape input) {
      List<Shape> shapes = shapes(input);
      return IntStream.range(0, layers.size())
          .mapToLong(i -> layers.get(i).multiplications(shapes.get(i)))
          .sum();
    }

    @Override
    public boolean prefersPlainGraph() {
      return layers.stream().anyMatch(Layer::prefersPlainGraph);
    }

    @Override
    public Optional<Integer> ids(Optional<Integer> output) {
      return layers.isEmpty()
          ? output
          : layers.get(0).ids(new Sequence(layers.subList(1, layers.size())).ids(output));
    }

    @Override
    public boolean penalizesOutput() {
      return layers.stream().anyMatch(Layer::penalizesOutput);
    }

    @Override
    public String toString() {
      return "sequence(" + text(layers) + ")";
    }
  }

  /**
   * Adds what layers make of the input to it, {@code x + f(x)}, so that a deep network begins near
   * the identity (He et al. 2016). Where f changes the shape, the input takes a shortcut through
   * layers of its own, whose weights are named {@code shortcut/...}; those of f as in a {@link
   * Sequence}.
   *
   * @param layers f, at least one layer
   * @param shortcut what the input passes through instead of being added as it is; often empty
   */
  record Residual(List<Layer> layers, List<Layer> shortcut) implements Layer {
    static final Type<Layer> TYPE = Type.of(Layers.residual(Layers.flatten()), "layers");

    private static final String SHORTCUT = "shortcut";

    Residual {
      layers = List.copyOf(layers);
      shortcut = List.copyOf(shortcut);
      if (layers.isEmpty()) {
        throw new IllegalArgumentException(
            "Residual needs at least one layer besides the shortcut, but got none.");
      }
    }

    private Sequence branch() {
      return new Sequence(layers);
    }

    private Sequence bypass() {
      return new Sequence(shortcut);
    }

    @Override
    public Shape outputShape(Shape input) {
      Shape output = branch().outputShape(input);
      Shape added = bypass().outputShape(input);
      if (!output.equals(added)) {
        throw new ShapeException(
            "Residual adds the output of its layers, %s, to that of its shortcut, %s, which needs equal shapes; change the layers, or give a shortcut of layers that ends in %s."
                .formatted(Shapes.text(output), Shapes.text(added), Shapes.text(output)));
      }
      return output;
    }

    @Override
    public List<Weight> weights(Shape input) {
      List<Weight> weights = branch().weights(input);
      bypass().weights(input).forEach(weight -> weights.add(weight.within(SHORTCUT)));
      return weights;
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      Operand<TFloat32> added = bypass().forward(pass.within(SHORTCUT), input);
      return pass.tf().math.add(added, branch().forward(pass, input));
    }

    @Override
    public long multiplications(Shape input) {
      return branch().multiplications(input) + bypass().multiplications(input);
    }

    @Override
    public boolean prefersPlainGraph() {
      return branch().prefersPlainGraph() || bypass().prefersPlainGraph();
    }

    @Override
    public boolean penalizesOutput() {
      return branch().penalizesOutput() || bypass().penalizesOutput();
    }

    @Override
    public String toString() {
      String bypass = shortcut.isEmpty() ? "" : "; shortcut " + text(shortcut);
      return "residual(" + text(layers) + bypass + ")";
    }
  }

  /**
   * Gives its input to several branches and merges their outputs (Szegedy et al. 2015). The weights
   * are named by the branches, such as {@code sequence_1/dense/kernel}.
   *
   * @param branches at least one; several layers make one branch as a {@link Sequence}
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
        outputs.add(output("branch", i, branches.get(i), input));
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
      return named(branches, i -> input);
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      List<String> names = Layer.names(branches);
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
    public Optional<Integer> ids(Optional<Integer> output) {
      return branches.stream().flatMap(branch -> branch.ids(output).stream()).min(Integer::compare);
    }

    @Override
    public boolean penalizesOutput() {
      return branches.stream().anyMatch(Layer::penalizesOutput);
    }

    @Override
    public String toString() {
      return "parallel(" + text(branches) + ")" + (merge == Merge.ADD ? " add" : "");
    }
  }

  /** The shape that an inner layer gives; an error names the layer. */
  private static Shape output(String what, int index, Layer layer, Shape input) {
    try {
      return Shapes.checked(layer.outputShape(input));
    } catch (ShapeException e) {
      throw new ShapeException(
          "%s %s (%s): %s".formatted(what, index + 1, layer.type(), e.getMessage()));
    }
  }

  /** The weights of inner layers, named by them. */
  private static List<Weight> named(List<Layer> layers, IntFunction<Shape> inputs) {
    List<String> names = Layer.names(layers);
    List<Weight> weights = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      for (Weight weight : layers.get(i).weights(inputs.apply(i))) {
        weights.add(weight.within(names.get(i)));
      }
    }
    return weights;
  }

  private static String text(List<Layer> layers) {
    return layers.stream().map(Layer::toString).collect(Collectors.joining(", "));
  }
}
