package dev.lamina.model;

import dev.lamina.layer.Weight;
import dev.lamina.network.PlacedLayer;
import dev.lamina.network.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks weights that are given to a model. */
final class GivenWeights {
  private GivenWeights() {}

  /**
   * Checks that these are all weights of the network, and no others.
   *
   * @throws IllegalArgumentException if one is missing, unknown or of another size; names all such
   */
  static void check(Sequential network, Map<String, float[]> given) {
    List<String> wrong = new ArrayList<>();
    for (PlacedLayer layer : network.layers()) {
      layer.weights().forEach(weight -> check(layer.nameOf(weight), weight, given, wrong));
    }
    given.keySet().stream()
        .filter(name -> !network.weightNames().contains(name))
        .forEach(name -> wrong.add(name + " is unknown"));
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "These are not the weights of the network: %s; it has %s."
              .formatted(String.join(", ", wrong), network.weightNames()));
    }
  }

  private static void check(
      String name, Weight weight, Map<String, float[]> given, List<String> wrong) {
    float[] values = given.get(name);
    if (values == null) {
      wrong.add(name + " is missing");
    } else if (values.length != weight.size()) {
      wrong.add("%s has %d values instead of %d".formatted(name, values.length, weight.size()));
    }
  }
}
