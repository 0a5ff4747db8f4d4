package dev.lamina.layer;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Adds what layers make of the input to the input itself, {@code x + f(x)}, so that a deep network
 * begins near the identity (He et al. 2016). Where f changes the shape, the input takes a shortcut
 * through layers of its own, whose weights are named {@code shortcut/...}; those of f are named as
 * in a {@link Sequence}.
 *
 * @param layers f, at least one layer
 * @param shortcut what the input passes through instead of being added as it is; often empty
 */
public record Residual(List<Layer> layers, List<Layer> shortcut) implements Layer {
  private static final String SHORTCUT = "shortcut";

  public Residual {
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
    List<Weight> weights = new ArrayList<>(branch().weights(input));
    bypass().weights(input).forEach(weight -> weights.add(weight.within(SHORTCUT)));
    return weights;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    return pass.tf()
        .math
        .add(bypass().forward(pass.within(SHORTCUT), input), branch().forward(pass, input));
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
  public String toString() {
    return "residual("
        + branch().list()
        + (shortcut.isEmpty() ? "" : "; shortcut " + bypass().list())
        + ")";
  }
}
