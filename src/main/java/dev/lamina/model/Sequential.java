package dev.lamina.model;

import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.network.LayerGraph;
import dev.lamina.network.Node;
import dev.lamina.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * A network that is a list of layers, each fed by the one before it. A value without weights:
 * {@link #compile} gives a model that has them.
 *
 * <pre>{@code
 * Sequential network = Sequential.of(Shape.of(784), dense(32), relu(), dense(1), sigmoid());
 * }</pre>
 */
public final class Sequential extends Functional {
  /** The name of the one input. */
  static final String INPUT = "input";

  private Sequential(LayerGraph graph, @Nullable Initializer initializer) {
    super(graph, initializer);
  }

  /**
   * A network for examples of the given shape.
   *
   * @param input the shape of one example, without the batch axis; every size is known and at least
   *     1
   * @param layers the layers in the order of the data
   * @throws ShapeException if a layer cannot take what comes out of the one before it; names the
   *     layer
   * @throws IllegalArgumentException if there are no layers
   */
  public static Sequential of(Shape input, Layer... layers) {
    return of(input, List.of(layers));
  }

  /** As {@link #of(Shape, Layer...)}, for rows of so many numbers. */
  public static Sequential of(int inputs, Layer... layers) {
    return of(Shape.of(inputs), layers);
  }

  /** As {@link #of(Shape, Layer...)}. */
  public static Sequential of(Shape input, List<? extends Layer> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "A network needs at least one layer, but the list is empty; begin with dense(units).");
    }
    return new Sequential(
        LayerGraph.of(List.of(Node.input(INPUT, input).to(layers.toArray(Layer[]::new)))), null);
  }

  @Override
  public Sequential initializer(Initializer initializer) {
    return new Sequential(graph(), initializer);
  }

  /**
   * The network of the first layers alone; their weights keep their names.
   *
   * @param count of layers, as {@link #summary} numbers them, at least 1
   */
  public Sequential take(int count) {
    if (count < 1 || count > layers().size()) {
      throw new IllegalArgumentException(
          "take needs from 1 to %s layers of this network, but got %s."
              .formatted(layers().size(), count));
    }
    return ofLayers(entries().subList(0, count));
  }

  /**
   * The network without its last layers, such as the head of a classifier; the weights of the
   * others keep their names.
   *
   * @param count of layers, as {@link #summary} numbers them; at least one layer stays
   */
  public Sequential dropLast(int count) {
    if (count < 0 || count >= layers().size()) {
      throw new IllegalArgumentException(
          "dropLast takes away from 0 to %s layers of this network, but got %s."
              .formatted(layers().size() - 1, count));
    }
    return take(layers().size() - count);
  }

  /**
   * The network with more layers behind; the weights of those that were there keep their names.
   *
   * @throws ShapeException if a layer cannot take what comes out of the one before it; names the
   *     layer
   */
  public Sequential append(Layer... more) {
    List<Layer> all = new ArrayList<>(entries());
    all.addAll(List.of(more));
    return ofLayers(all);
  }

  @Override
  public Sequential trainable(boolean trainable) {
    return ofLayers(entries().stream().map(layer -> layer.trainable(trainable)).toList());
  }

  private List<Layer> entries() {
    return graph().entries();
  }

  private Sequential ofLayers(List<? extends Layer> entries) {
    Initializer initializer = initializer();
    Sequential network = of(inputShape(), entries);
    return initializer == null ? network : network.initializer(initializer);
  }

  /**
   * Reads a network that is written as JSON, such as {@code {"inputShape": [784], "layers":
   * [{"type": "Dense", "units": 10}]}}.
   *
   * @throws dev.lamina.spec.SpecException if it cannot be read, names the place; or if it is no
   *     list of layers
   * @throws ShapeException as {@link #of(Shape, List)}
   */
  public static Sequential fromJson(String json) {
    if (Functional.fromJson(json) instanceof Sequential sequential) {
      return sequential;
    }
    throw new SpecException("this network is a graph and no list; read it by Functional.fromJson.");
  }

  @Override
  public String toString() {
    return Shapes.text(inputShape())
        + layers().stream().map(l -> " → " + l.layer()).reduce("", String::concat);
  }
}
