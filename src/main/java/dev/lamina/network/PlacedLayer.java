package dev.lamina.network;

import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Weight;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * A layer at its place in a network.
 *
 * @param place counted from 1, after those of all that it takes
 * @param name unique in the network, such as {@code dense} or {@code dense_1}
 * @param owner the name that its weights begin with: its own, or that of an earlier layer whose
 *     weights it shares
 * @param layer the layer
 * @param sources the names of the inputs and layers that it takes, in order
 * @param inputs the shape of one example of each
 * @param output the shape of one example's output
 * @param weights the weights the layer has for these inputs
 */
public record PlacedLayer(
    int place,
    String name,
    String owner,
    Layer layer,
    List<String> sources,
    List<Shape> inputs,
    Shape output,
    List<Weight> weights) {

  public PlacedLayer {
    sources = List.copyOf(sources);
    inputs = List.copyOf(inputs);
    weights = List.copyOf(weights);
  }

  /** The shape of one example's input, the first if there are several. */
  public Shape input() {
    return inputs.get(0);
  }

  /** Whether its weights are those of an earlier layer. */
  public boolean shares() {
    return !owner.equals(name);
  }

  /** The same place whose drawn weights get their first values from the given initializer. */
  public PlacedLayer initializer(Initializer initializer) {
    List<Weight> redrawn =
        weights.stream()
            .map(weight -> weight.drawn() ? weight.initializer(initializer) : weight)
            .toList();
    return new PlacedLayer(place, name, owner, layer, sources, inputs, output, redrawn);
  }

  /** The name of one of this layer's weights within the network, such as {@code dense/kernel}. */
  public String nameOf(Weight weight) {
    return owner + "/" + weight.name();
  }

  /** The number of values of all weights. */
  public long parameters() {
    return weights.stream().mapToLong(weight -> weight.shape().size()).sum();
  }

  /** Whether the lecture counts it as a layer: it has weights, and they are not counted before. */
  public boolean counts() {
    return !weights.isEmpty() && !shares();
  }

  /**
   * The number of nodes: a linear transform and the activation behind it are one node, so a layer
   * without weights adds none.
   */
  public long nodes() {
    return counts() ? output.size() : 0;
  }
}
