package dev.lamina.engine;

import dev.lamina.layer.Regularizers;
import dev.lamina.layer.Weight;
import dev.lamina.network.Network;
import dev.lamina.network.PlacedLayer;
import dev.lamina.train.loss.Objective;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the weights of a network that a training changes. */
final class TrainedWeights {
  private TrainedWeights() {}

  /** The weights that the optimizer changes, by name: those that the loss depends on. */
  static Map<String, Weight> of(Network network, List<Objective> objectives) {
    Set<String> reached = reached(network, objectives);
    Map<String, Weight> trained = new LinkedHashMap<>();
    for (PlacedLayer layer : network.layers()) {
      for (Weight weight : layer.weights()) {
        boolean penalized = !weight.rule().regularizer().equals(Regularizers.none());
        if (weight.trained() && (penalized || reached.contains(layer.name()))) {
          trained.put(layer.nameOf(weight), weight);
        }
      }
    }
    return trained;
  }

  /**
   * The names of the layers and inputs from which a loss, or a penalty of an output, is reached.
   */
  private static Set<String> reached(Network network, List<Objective> objectives) {
    Set<String> reached = new HashSet<>();
    objectives.forEach(objective -> reached.add(objective.output()));
    List<PlacedLayer> layers = network.layers();
    for (int i = layers.size() - 1; i >= 0; i--) {
      PlacedLayer layer = layers.get(i);
      if (layer.layer().penalizesOutput()) {
        reached.add(layer.name());
      }
      if (reached.contains(layer.name())) {
        reached.addAll(layer.sources());
      }
    }
    return reached;
  }
}
