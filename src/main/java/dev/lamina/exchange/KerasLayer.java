package dev.lamina.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/**
 * A layer, or a model, as a Keras file describes it.
 *
 * @param className such as {@code Dense}
 * @param config its options by their names in Keras
 * @param group where its variables are
 */
record KerasLayer(String className, JsonNode config, String group) {
  private static final String INPUT_LAYER = "InputLayer";

  /**
   * A layer as it stands in JSON.
   *
   * @throws IllegalArgumentException if its class is not one of Keras
   */
  static KerasLayer of(JsonNode json, String group) {
    String name = json.path("class_name").asText();
    if (!(json.path("module").asText() + ".").startsWith("keras.")) {
      throw new IllegalArgumentException(
          "%s of %s is no class of Keras, so its code is not in the file."
              .formatted(name, json.path("module").asText("an unknown module")));
    }
    return new KerasLayer(name, json.path("config"), group);
  }

  /** A layer that is an option of this one, whose variables are with an attribute of this one. */
  KerasLayer inner(String option, String attribute) {
    return of(config.path(option), within(attribute));
  }

  /** The group of an attribute. */
  String within(String attribute) {
    return group.isEmpty() ? attribute : group + "/" + attribute;
  }

  /** Whether training changes its weights. */
  boolean trainable() {
    return config.path("trainable").asBoolean(true);
  }

  /** The exception for an option that Lamina's layer does not have, or not with this value. */
  IllegalArgumentException lacks(String option, String has) {
    return new IllegalArgumentException(
        "its option %s is %s, but Lamina %s.".formatted(option, config.path(option), has));
  }

  /**
   * A model that is a chain of layers.
   *
   * @param input the shape of one example, if it is written down
   * @param layers in the order of the data, without the input layer
   */
  record KerasModel(Optional<Shape> input, List<KerasLayer> layers) {}

  /**
   * The layers of this model.
   *
   * @throws IllegalArgumentException if it is no chain of layers of Keras
   */
  KerasModel chain() {
    boolean functional = className.equals("Functional");
    if (!functional && !className.equals("Sequential")) {
      throw new IllegalArgumentException(
          "The model is a %s, but only keras.Sequential and functional models that are chains can be read."
              .formatted(className));
    }
    if (functional) {
      checkChain(config);
    }
    Optional<Shape> input = shape(config.path("build_input_shape"));
    List<KerasLayer> layers = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode json : config.path("layers")) {
      KerasLayer layer = of(json, "");
      if (layer.className.equals(INPUT_LAYER)) {
        input = shape(layer.config.path("batch_shape"));
      } else {
        layers.add(of(json, groupOf(layer.className, counts)));
      }
    }
    return new KerasModel(input, layers);
  }

  /** Keras names groups not by the layers' names but by their classes, counted. */
  private String groupOf(String innerName, Map<String, Integer> counts) {
    String name = snakeCase(innerName);
    int earlier = counts.merge(name, 1, Integer::sum) - 1;
    return within("layers") + "/" + (earlier == 0 ? name : name + "_" + earlier);
  }

  private static String snakeCase(String className) {
    return className
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  private static Optional<Shape> shape(JsonNode batchShape) {
    if (!batchShape.isArray()) {
      return Optional.empty();
    }
    Shape shape = Shape.of();
    for (int i = 1; i < batchShape.size(); i++) {
      if (!batchShape.get(i).isIntegralNumber()) {
        throw new IllegalArgumentException(
            "The model's input has the shape %s, but Lamina needs every size but the first one; give them to keras.Input(shape) and save the model again."
                .formatted(batchShape));
      }
      shape = shape.append(batchShape.get(i).asLong());
    }
    return Optional.of(shape);
  }

  /** Every layer of a chain is called once, with the output of the one before it alone. */
  private static void checkChain(JsonNode config) {
    String before = "";
    for (JsonNode layer : config.path("layers")) {
      String name = layer.path("name").asText();
      JsonNode calls = layer.path("inbound_nodes");
      boolean first = before.isEmpty();
      if (first ? !calls.isEmpty() : calls.size() != 1 || !takesOnly(calls.get(0), before)) {
        throw new IllegalArgumentException(
            "The model is no plain chain: its layer \"%s\" does not take just the output of the one before it; only chains can be read."
                .formatted(name));
      }
      before = name;
    }
    List<String> outputs = outputs(config);
    if (!outputs.equals(List.of(before))) {
      throw new IllegalArgumentException(
          "The model is no plain chain: its outputs are %s, but its last layer is \"%s\"; only chains can be read."
              .formatted(outputs, before));
    }
  }

  private static boolean takesOnly(JsonNode call, String before) {
    JsonNode arguments = call.path("args");
    boolean plain = arguments.size() == 1;
    for (Map.Entry<String, JsonNode> option : call.path("kwargs").properties()) {
      // Keras writes that a call is no training where nothing was said.
      boolean unsaid = option.getKey().equals("training") && !option.getValue().asBoolean();
      plain &= unsaid || option.getValue().isNull();
    }
    JsonNode from = arguments.path(0).path("config").path("keras_history").path(0);
    return plain && from.asText().equals(before);
  }

  /** Written as {@code ["dense", 0, 0]} if it is one, else as a list of such. */
  private static List<String> outputs(JsonNode config) {
    JsonNode outputs = config.path("output_layers");
    if (outputs.path(0).isTextual()) {
      return List.of(outputs.path(0).asText());
    }
    List<String> names = new ArrayList<>();
    outputs.forEach(output -> names.add(output.path(0).asText()));
    return names;
  }

  @Override
  public String toString() {
    return "%s \"%s\"".formatted(className, config.path("name").asText());
  }
}
