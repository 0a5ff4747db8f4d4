package dev.lamina.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * Layers one after the other, as one layer: a branch of a {@link Parallel}, or a block that is used
 * several times. Without layers it passes its input through. The weights are named by the inner
 * layers, such as {@code dense_1/kernel}.
 *
 * @param layers the layers in the order of the data
 */
public record Sequence(List<Layer> layers) implements Layer {

  public Sequence {
    layers = List.copyOf(layers);
  }

  @Override
  public Shape outputShape(Shape input) {
    List<Shape> shapes = shapes(input);
    return shapes.get(shapes.size() - 1);
  }

  /** The shape before each layer and that after the last. */
  private List<Shape> shapes(Shape input) {
    List<Shape> shapes = new ArrayList<>();
    shapes.add(input);
    for (int i = 0; i < layers.size(); i++) {
      try {
        shapes.add(layers.get(i).outputShape(shapes.get(i)));
      } catch (ShapeException e) {
        throw new ShapeException(
            "inner layer %d (%s): %s".formatted(i + 1, layers.get(i).type(), e.getMessage()));
      }
    }
    return shapes;
  }

  @Override
  public List<Weight> weights(Shape input) {
    List<Shape> shapes = shapes(input);
    List<String> names = LayerNames.of(layers);
    List<Weight> weights = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      for (Weight weight : layers.get(i).weights(shapes.get(i))) {
        weights.add(weight.within(names.get(i)));
      }
    }
    return weights;
  }

  @Override
  public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
    List<String> names = LayerNames.of(layers);
    Operand<TFloat32> values = input;
    for (int i = 0; i < layers.size(); i++) {
      values = layers.get(i).forward(pass.within(names.get(i)), values);
    }
    return values;
  }

  @Override
  public long multiplications(Shape input) {
    List<Shape> shapes = shapes(input);
    long sum = 0;
    for (int i = 0; i < layers.size(); i++) {
      sum += layers.get(i).multiplications(shapes.get(i));
    }
    return sum;
  }

  @Override
  public boolean prefersPlainGraph() {
    return layers.stream().anyMatch(Layer::prefersPlainGraph);
  }

  /** The layers in a row, for texts. */
  String list() {
    return layers.stream().map(Layer::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return "sequence(" + list() + ")";
  }
}
