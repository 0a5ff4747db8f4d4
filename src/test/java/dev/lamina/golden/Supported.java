package dev.lamina.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** The types, their options and the activations that Lamina has; cases with others are left out. */
final class Supported {
  private static final Map<String, Set<String>> OPTIONS_BY_TYPE =
      Map.of(
          "Dense", Set.of("units", "activation", "useBias"),
          "Activation", Set.of("activation"),
          "Dropout", Set.of("rate"),
          "Flatten", Set.of());

  private static final Map<String, Set<String>> OPTIMIZER_OPTIONS_BY_TYPE =
      Map.of(
          "SGD", Set.of("learningRate", "momentum", "nesterov"),
          "Adam", Set.of("learningRate", "beta1", "beta2", "epsilon"));

  private static final Set<String> ACTIVATIONS =
      Set.of("linear", "relu", "sigmoid", "tanh", "softmax");

  private Supported() {}

  static boolean has(JsonNode golden) {
    boolean all = true;
    for (String key : new String[] {"layer", "schedule"}) {
      all &= !golden.has(key) || typeIn(OPTIONS_BY_TYPE, golden.path(key));
    }
    all &= !golden.has("optimizer") || typeIn(OPTIMIZER_OPTIONS_BY_TYPE, golden.path("optimizer"));
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
