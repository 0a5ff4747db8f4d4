package dev.lamina.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** The types, their options and the activations that Lamina has; cases with others are left out. */
final class Supported {
  private static final Map<String, Set<String>> OPTIONS_BY_TYPE =
      Map.ofEntries(
          Map.entry("Dense", Set.of("units", "activation", "useBias")),
          Map.entry("Activation", Set.of("activation")),
          Map.entry("Dropout", Set.of("rate")),
          Map.entry("Flatten", Set.of()),
          Map.entry("LeakyReLU", Set.of("negativeSlope")),
          Map.entry("PReLU", Set.of()),
          Map.entry("Conv1D", Set.of("filters", "kernelSize", "strides", "padding")),
          Map.entry(
              "Conv2D",
              Set.of("filters", "kernelSize", "strides", "padding", "activation", "useBias")),
          Map.entry(
              "DepthwiseConv2D", Set.of("kernelSize", "strides", "padding", "depthMultiplier")),
          Map.entry("SeparableConv2D", Set.of("filters", "kernelSize", "padding")),
          Map.entry("Conv2DTranspose", Set.of("filters", "kernelSize", "strides", "padding")),
          Map.entry("MaxPooling1D", Set.of("poolSize", "strides", "padding")),
          Map.entry("MaxPooling2D", Set.of("poolSize", "strides", "padding")),
          Map.entry("AveragePooling1D", Set.of("poolSize", "strides", "padding")),
          Map.entry("AveragePooling2D", Set.of("poolSize", "strides", "padding")),
          Map.entry("GlobalAveragePooling2D", Set.of()),
          Map.entry("GlobalMaxPooling2D", Set.of()),
          Map.entry("ZeroPadding2D", Set.of("padding")),
          Map.entry("Cropping2D", Set.of("cropping")),
          Map.entry("UpSampling2D", Set.of("size")),
          Map.entry("Reshape", Set.of("targetShape")),
          Map.entry("Permute", Set.of("dims")),
          Map.entry("RepeatVector", Set.of("n")),
          Map.entry("Rescaling", Set.of("scale", "offset")),
          Map.entry("MeanSquaredError", Set.of()),
          Map.entry("BinaryCrossentropy", Set.of("fromLogits")),
          Map.entry("SparseCategoricalCrossentropy", Set.of("fromLogits")),
          Map.entry("BinaryAccuracy", Set.of("threshold")),
          Map.entry("SparseCategoricalAccuracy", Set.of()));

  private static final Map<String, Set<String>> OPTIMIZER_OPTIONS_BY_TYPE =
      Map.of(
          "SGD", Set.of("learningRate", "momentum", "nesterov"),
          "Adam", Set.of("learningRate", "beta1", "beta2", "epsilon"));

  private Supported() {}

  static boolean has(JsonNode golden) {
    boolean all = true;
    for (String key : new String[] {"layer", "loss", "schedule"}) {
      all &= !golden.has(key) || typeIn(OPTIONS_BY_TYPE, golden.path(key));
    }
    // A loss of the same name is a metric of its own.
    all &=
        !golden.has("metric")
            || (golden.path("metric").path("type").asText().endsWith("Accuracy")
                && typeIn(OPTIONS_BY_TYPE, golden.path("metric")));
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
    return true;
  }
}
