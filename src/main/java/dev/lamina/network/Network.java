package dev.lamina.network;

import dev.lamina.layer.Weight;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/** Layers with their shapes and weights, which is all that an engine needs of a network. */
public interface Network {

  /** The shape of one example. */
  Shape inputShape();

  /** Every layer at its place, in the order of the data. */
  List<PlacedLayer> layers();

  /** The shape of one prediction. */
  default Shape outputShape() {
    return layers().get(layers().size() - 1).output();
  }

  /** The number of nodes of all layers that have weights, inputs not counted. */
  default long nodes() {
    return layers().stream().mapToLong(PlacedLayer::nodes).sum();
  }

  /** The number of values of all weights. */
  default long parameters() {
    return layers().stream().mapToLong(PlacedLayer::parameters).sum();
  }

  /** The number of values that training changes by their gradients. */
  default long trainedParameters() {
    return layers().stream().mapToLong(PlacedLayer::trainedParameters).sum();
  }

  /**
   * What the layers declare of all weights, by their names in the network, in the layers' order.
   */
  default Map<String, Weight> declaredWeights() {
    Map<String, Weight> weights = new LinkedHashMap<>();
    for (PlacedLayer layer : layers()) {
      layer.weights().forEach(weight -> weights.put(layer.nameOf(weight), weight));
    }
    return weights;
  }

  /** The names of all weights in the network, in the order of the layers. */
  default List<String> weightNames() {
    return List.copyOf(declaredWeights().keySet());
  }

  /** The shapes of all weights by their names in the network, in the order of the layers. */
  default Map<String, Shape> weightShapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    declaredWeights().forEach((name, weight) -> shapes.put(name, weight.shape()));
    return shapes;
  }
}
