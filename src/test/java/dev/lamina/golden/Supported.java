package dev.lamina.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The layers, losses and metrics, their options and the activations that Lamina has; cases with
 * others are left out. It has all optimizers and schedules.
 */
final class Supported {
  private static final Map<String, Set<String>> OPTIONS_BY_TYPE =
      Map.of(
          "Dense", Set.of("units", "activation", "useBias"),
          "Activation", Set.of("activation"),
          "Dropout", Set.of("rate"),
          "Flatten", Set.of(),
          "MeanSquaredError", Set.of(),
          "BinaryCrossentropy", Set.of("fromLogits"),
          "SparseCategoricalCrossentropy", Set.of("fromLogits"),
          "BinaryAccuracy", Set.of("threshold"),
          "SparseCategoricalAccuracy", Set.of());

  private static final Set<String> ACTIVATIONS =
      Set.of("linear", "relu", "sigmoid", "tanh", "softmax");

  private Supported() {}

  static boolean has(JsonNode golden) {
    boolean all = true;
    for (String key : new String[] {"layer", "loss"}) {
      all &= !golden.has(key) || typeIn(OPTIONS_BY_TYPE, golden.path(key));
    }
    // A loss of the same name is a metric of its own.
    all &=
        !golden.has("metric")
            || (golden.path("metric").path("type").asText().endsWith("Accuracy")
                && typeIn(OPTIONS_BY_TYPE, golden.path("metric")));
    for (JsonNode layer : golden.path("layers")) {
      all &= typeIn(OPTIONS_BY_TYPE, layer);
    }
    return all;
  }

  private static boolean typeIn(Map<String, Set<String>> optionsByType, JsonNode spec) {
    Set<String> options = optionsByType.get(spec.path("type").asText());
    if (options == null) {
      return false;
    }
    for (Iterator<String> names = spec.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals("type") && !options.contains(name)) {
        return false;
      }
    }
    return ACTIVATIONS.contains(spec.path("activation").asText("linear"));
  }
}
