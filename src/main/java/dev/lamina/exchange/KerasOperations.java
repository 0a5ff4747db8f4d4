package dev.lamina.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Layers;
import dev.lamina.layer.Merging.Elementwise;
import dev.lamina.spec.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes layers of what stands in Keras' graphs for {@code x + 1}, {@code x * y} and the like. */
final class KerasOperations {
  /**
   * What operations do where nothing is said, by their options; the approximate gelu is another.
   */
  private static final Map<String, Double> DEFAULTS =
      Map.of("axis", -1.0, "threshold", 0.5, "alpha", 1.0, "negative_slope", 0.2, "b", 4.0);

  private KerasOperations() {}

  /**
   * The layer that computes the same of the arguments that are no numbers.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Layer layer(KerasLayer keras, List<JsonNode> arguments) {
    String name = keras.className();
    List<JsonNode> numbers = arguments.stream().filter(JsonNode::isNumber).toList();
    boolean plain = keras.config().properties().stream().allMatch(KerasOperations::isDefault);
    Optional<Layer> layer = Optional.empty();
    if (plain && arguments.size() == 1) {
      layer = ofOne(name);
    } else if (plain && arguments.size() == 2 && numbers.size() == 1) {
      layer = withNumber(name, numbers.get(0).floatValue(), arguments.get(0).isNumber());
    } else if (plain && arguments.size() == 2 && numbers.isEmpty()) {
      layer = merging(name);
    }
    return layer.orElseThrow(
        () ->
            new IllegalArgumentException(
                "Lamina has no operation %s of %s.%s"
                    .formatted(
                        name,
                        numbers.isEmpty() ? "these arguments" : "a number in that place",
                        KerasLayer.WAY_OUT)));
  }

  private static boolean isDefault(Map.Entry<String, JsonNode> option) {
    String name = option.getKey();
    Double number = DEFAULTS.get(name);
    boolean exact = name.equals("approximate") && !option.getValue().asBoolean();
    return name.equals("name")
        || exact
        || (number != null && option.getValue().asDouble() == number);
  }

  private static Optional<Layer> ofOne(String name) {
    if (name.equals("Glu")) {
      return Optional.of(Layers.glu());
    }
    if (name.equals("Negative")) {
      return Optional.of(Layers.rescaling(-1));
    }
    String function = Names.camelCase(Names.snakeCase(name));
    return Stream.of(ActivationFunction.values())
        .filter(each -> each.label().equals(function))
        .findFirst()
        .map(Layers::activation);
  }

  private static Optional<Layer> withNumber(String name, float number, boolean numberFirst) {
    return Optional.ofNullable(
        switch (name) {
          case "Add" -> Layers.rescaling(1).offset(number);
          case "Multiply" -> Layers.rescaling(number);
          case "Subtract" ->
              numberFirst
                  ? Layers.rescaling(-1).offset(number)
                  : Layers.rescaling(1).offset(-number);
          case "Divide", "TrueDivide" -> numberFirst ? null : Layers.rescaling(1 / number);
          default -> null;
        });
  }

  /** The layer that merges number by number, by its name. */
  static Optional<Layer> merging(String name) {
    return Stream.of(Elementwise.values())
        .filter(each -> each.type().equals(name))
        .findFirst()
        .map(each -> each);
  }
}
