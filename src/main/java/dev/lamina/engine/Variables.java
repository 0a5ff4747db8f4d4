package dev.lamina.engine;

import dev.lamina.layer.Weight;
import dev.lamina.network.PlacedLayer;
import dev.lamina.network.Sequential;
import dev.lamina.train.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/** The names and shapes of the resource variables that hold a model's values. */
final class Variables {
  private Variables() {}

  /** The network's weights by name, in the order of the layers. */
  static Map<String, Shape> weights(Sequential network) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (PlacedLayer layer : network.layers()) {
      for (Weight weight : layer.weights()) {
        shapes.put(layer.nameOf(weight), weight.shape());
      }
    }
    return shapes;
  }

  /** The weights, then what the optimizer remembers of each. */
  static Map<String, Shape> trained(Sequential network, Optimizer optimizer) {
    Map<String, Shape> shapes = weights(network);
    Map<String, Shape> all = new LinkedHashMap<>(shapes);
    shapes.forEach(
        (weight, shape) -> slots(weight, optimizer).forEach(slot -> all.put(slot, shape)));
    return all;
  }

  /** The names of the slots of a weight, in the optimizer's order. */
  static List<String> slots(String weight, Optimizer optimizer) {
    List<String> names = new ArrayList<>();
    optimizer.slots().forEach(slot -> names.add(weight + "/" + slot));
    return names;
  }
}
