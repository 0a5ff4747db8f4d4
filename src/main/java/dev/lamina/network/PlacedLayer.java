package dev.lamina.network;

import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Weight;
import java.util.HashSet;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * A layer at its place in a network.
 *
 * @param place counted from 1
 * @param name unique in the network, such as {@code dense} or {@code dense_1}
 * @param layer the layer
 * @param input the shape of one example's input
 * @param output the shape of one example's output
 * @param weights the weights the layer has for this input
 */
public record PlacedLayer(
    int place, String name, Layer layer, Shape input, Shape output, List<Weight> weights) {

  public PlacedLayer {
    weights = List.copyOf(weights);
  }

  /**
   * A layer at a place where the data has the given shape.
   *
   * @param place counted from 1
   * @param name unique in the network
   * @param input the shape of one example's input
   * @throws ShapeException if the layer cannot take it; names the layer
   * @throws IllegalArgumentException if two of the layer's weights have one name
   */
  public static PlacedLayer of(int place, String name, Layer layer, Shape input) {
    try {
      Shape output = layer.outputShape(input);
      List<Weight> weights = layer.weights(input);
      List<String> names = weights.stream().map(Weight::name).toList();
      if (new HashSet<>(names).size() < names.size()) {
        throw new IllegalArgumentException(
            "Layer %d (%s): two of its weights have one name, %s; give each its own."
                .formatted(place, layer.type(), names));
      }
      return new PlacedLayer(place, name, layer, input, output, weights);
    } catch (ShapeException e) {
      throw new ShapeException("Layer %d (%s): %s".formatted(place, layer.type(), e.getMessage()));
    }
  }

  /** The same place with weights that draw their first values from the given initializer. */
  public PlacedLayer initializer(Initializer initializer) {
    List<Weight> redrawn = weights.stream().map(weight -> weight.initializer(initializer)).toList();
    return new PlacedLayer(place, name, layer, input, output, redrawn);
  }

  /** The name of one of this layer's weights within the network, such as {@code dense/kernel}. */
  public String nameOf(Weight weight) {
    return name + "/" + weight.name();
  }

  /** The number of values of all weights. */
  public long parameters() {
    return weights.stream().mapToLong(weight -> weight.shape().size()).sum();
  }

  /** The number of values that training changes by their gradients. */
  public long trainedParameters() {
    return weights.stream()
        .filter(Weight::trained)
        .mapToLong(weight -> weight.shape().size())
        .sum();
  }

  /** Whether the lecture counts it as a layer: it has weights. */
  public boolean counts() {
    return !weights.isEmpty();
  }

  /**
   * The number of nodes: a linear transform and the activation behind it are one node, so a layer
   * without weights adds none.
   */
  public long nodes() {
    return counts() ? output.size() : 0;
  }
}
