package dev.lamina.engine;

import dev.lamina.layer.Weight;
import dev.lamina.network.PlacedLayer;
import dev.lamina.network.Sequential;
import dev.lamina.train.optimizer.Optimizer;
import dev.lamina.train.optimizer.Optimizer.Slot;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/** The names and shapes of the resource variables that hold a model's values. */
final class Variables {
  private Variables() {}

  /** The network's weights by name, in the order of the layers. */
  static Map<String, Weight> weights(Sequential network) {
    Map<String, Weight> weights = new LinkedHashMap<>();
    for (PlacedLayer layer : network.layers()) {
      for (Weight weight : layer.weights()) {
        weights.put(layer.nameOf(weight), weight);
      }
    }
    return weights;
  }

  /** The weights, then what the optimizer remembers of each trained one. */
  static Map<String, Shape> trained(Sequential network, Optimizer optimizer) {
    Map<String, Shape> all = network.weightShapes();
    forEachSlot(
        network, optimizer, (name, slot, weight) -> all.put(name, slot.shape(weight.shape())));
    return all;
  }

  /** What the optimizer's slots begin with, row-major by name. */
  static Map<String, float[]> initialSlots(Sequential network, Optimizer optimizer) {
    Map<String, float[]> values = new LinkedHashMap<>();
    forEachSlot(
        network,
        optimizer,
        (name, slot, weight) -> {
          float[] initial = new float[Math.toIntExact(slot.shape(weight.shape()).size())];
          Arrays.fill(initial, slot.initial());
          values.put(name, initial);
        });
    return values;
  }

  /** What the trained weights become by the values of a slot, by the weights' names. */
  static Map<String, float[]> finals(Sequential network, String slot, Map<String, float[]> values) {
    Map<String, float[]> finals = new LinkedHashMap<>();
    weights(network)
        .forEach(
            (name, weight) -> {
              if (weight.trained()) {
                finals.put(name, Named.get(values, nameOf(name, slot)));
              }
            });
    return finals;
  }

  /** The names of the slots of a weight, in the optimizer's order. */
  static List<String> slots(String weight, Optimizer optimizer) {
    return optimizer.slots().stream().map(slot -> nameOf(weight, slot.name())).toList();
  }

  /** The name of the slot of a weight. */
  static String nameOf(String weight, String slot) {
    return weight + "/" + slot;
  }

  private interface SlotAction {
    void accept(String name, Slot slot, Weight weight);
  }

  private static void forEachSlot(Sequential network, Optimizer optimizer, SlotAction action) {
    weights(network)
        .forEach(
            (name, weight) -> {
              if (weight.trained()) {
                optimizer
                    .slots()
                    .forEach(slot -> action.accept(nameOf(name, slot.name()), slot, weight));
              }
            });
  }
}
