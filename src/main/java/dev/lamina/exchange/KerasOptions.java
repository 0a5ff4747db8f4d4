package dev.lamina.exchange;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LayerTypes;
import dev.lamina.spec.Names;
import dev.lamina.spec.Specs;
import dev.lamina.spec.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the options of Keras' layers into those of Lamina's specs. Most have the same name, but for
 * {@code snake_case} and {@code camelCase}; the tables name the others.
 */
final class KerasOptions {
  private static final Specs SPECS = LayerTypes.specs();

  /** The classes and constants that are called otherwise in Lamina. */
  private static final Map<String, String> RENAMED_VALUES =
      Map.of("NonNeg", "NonNegative", "untruncatedNormal", "normal", "fanAvg", "fanAverage");

  /** The initializer that Keras lacks; what it drew is in the weights. */
  private static final JsonNode FROM_PYTORCH = TextNode.valueOf("PytorchUniform");

  /** Options that make no difference to what a layer computes from its weights. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "name",
          "dtype",
          "trainable",
          "seed",
          "projection_dim",
          "unroll",
          "synchronized",
          "moving_mean_initializer",
          "moving_variance_initializer",
          "renorm_clipping",
          "renorm_momentum");

  /** Options that Lamina's layers do not have, and the value at which they may be left out. */
  private static final Map<String, JsonNode> LEFT_OUT =
      Map.ofEntries(
          entry("data_format", TextNode.valueOf("channels_last")),
          entry("groups", IntNode.valueOf(1)),
          entry("return_state", BooleanNode.FALSE),
          entry("stateful", BooleanNode.FALSE),
          entry("zero_output_for_mask", BooleanNode.FALSE),
          entry("fill_mode", TextNode.valueOf("constant")),
          entry("renorm", BooleanNode.FALSE),
          entry("rms_scaling", BooleanNode.FALSE),
          entry("invert", BooleanNode.FALSE),
          entry("use_gate", BooleanNode.FALSE),
          entry("fill_value", IntNode.valueOf(0)));

  private KerasOptions() {}

  /**
   * Lamina's layer of the same name.
   *
   * @param options of Keras; some may be changed already to what Lamina holds
   * @throws IllegalArgumentException if Lamina has no such layer, or an option of it is not
   *     Lamina's; says what there is
   */
  static Layer layer(KerasLayer keras, ObjectNode options) {
    return layer(keras, options, keras.className());
  }

  /** As {@link #layer(KerasLayer, ObjectNode)}, of a type that is called otherwise in Lamina. */
  static Layer layer(KerasLayer keras, ObjectNode options, String name) {
    Type<?> type = type(name);
    ObjectNode spec = JsonNodeFactory.instance.objectNode().put("type", type.name());
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      String own = type.optionOf(option.getKey());
      if (type.options().contains(own)) {
        set(spec, own, value(option.getValue()));
      } else {
        checkLeftOut(keras, type, option.getKey(), option.getValue());
      }
    }
    return SPECS.read(Layer.class, spec);
  }

  /**
   * The options of a layer of Lamina, as Keras calls them.
   *
   * @param spec of the layer, with all options
   */
  static ObjectNode config(ObjectNode spec) {
    Type<?> type =
        SPECS.types(Layer.class).all().stream()
            .filter(each -> each.name().equals(spec.path("type").asText()))
            .findFirst()
            .orElseThrow();
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> option : spec.properties()) {
      String name = type.keras(option.getKey());
      boolean leftOut = name.equals("type") || FROM_PYTORCH.equals(option.getValue().path("type"));
      if (!leftOut) {
        config.set(name, kerasValue(name, option.getValue()));
      }
    }
    return config;
  }

  private static JsonNode kerasValue(String option, JsonNode value) {
    if (value.isTextual()) {
      return TextNode.valueOf(Names.snakeCase(kerasName(value.textValue())));
    }
    String kind = option.substring(option.lastIndexOf('_') + 1);
    if (kind.equals("initializer") && value.isNumber()) {
      ObjectNode options = JsonNodeFactory.instance.objectNode();
      return object("initializers", "Constant", options.set("value", value));
    }
    if (!(value instanceof ObjectNode spec)) {
      return value;
    }
    if (spec.path("type").asText().equals("None")) {
      return NullNode.getInstance();
    }
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    spec.properties()
        .forEach(
            each -> options.set(Names.snakeCase(each.getKey()), kerasValue("", each.getValue())));
    options.remove("type");
    return object(kind + "s", kerasName(spec.path("type").asText()), options);
  }

  /** A thing of Keras, as its files have it. */
  static ObjectNode object(String module, String className, ObjectNode config) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("module", "keras." + module).put("class_name", className).set("config", config);
    return object.putNull("registered_name");
  }

  private static String kerasName(String name) {
    return RENAMED_VALUES.entrySet().stream()
        .filter(renamed -> renamed.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(name);
  }

  private static Type<?> type(String wanted) {
    List<String> names =
        SPECS.types(Layer.class).all().stream()
            .filter(type -> !type.fixed())
            .map(Type::name)
            .toList();
    return SPECS.types(Layer.class).all().stream()
        .filter(type -> !type.fixed() && type.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Lamina has no layer %s; it has %s.%s"
                        .formatted(wanted, String.join(", ", names), KerasLayer.WAY_OUT)));
  }

  /** No activation is the linear one; anything else that is null has Lamina's default. */
  private static void set(ObjectNode spec, String name, JsonNode value) {
    if (!value.isNull()) {
      spec.set(name, value);
    } else if (name.equals("activation") || name.equals("recurrentActivation")) {
      spec.put(name, "linear");
    }
  }

  private static void checkLeftOut(KerasLayer keras, Type<?> type, String name, JsonNode value) {
    if (value.isNull() || WITHOUT_EFFECT.contains(name)) {
      return;
    }
    JsonNode allowed = LEFT_OUT.get(name);
    if (allowed == null) {
      throw keras.lacks(
          name, "has only the options %s of it".formatted(String.join(", ", type.options())));
    }
    boolean same =
        value.isNumber() ? value.asDouble() == allowed.asDouble(Double.NaN) : value.equals(allowed);
    if (!same) {
      throw keras.lacks(name, "has it as %s alone".formatted(allowed));
    }
  }

  /** A list of one number, as Keras has sizes along one axis, is that number. */
  private static JsonNode value(JsonNode value) {
    if (value.isTextual()) {
      return TextNode.valueOf(renamed(Names.camelCase(value.textValue())));
    }
    if (value.path("class_name").isTextual()) {
      return object(value);
    }
    return value instanceof ArrayNode list && list.size() == 1 && list.get(0).isNumber()
        ? list.get(0)
        : value;
  }

  /** An initializer, a regularizer or a constraint. */
  private static JsonNode object(JsonNode json) {
    KerasLayer keras = KerasLayer.of(json, "");
    ObjectNode spec = JsonNodeFactory.instance.objectNode().put("type", renamed(keras.className()));
    for (Map.Entry<String, JsonNode> option : keras.config().properties()) {
      if (!option.getValue().isNull() && !WITHOUT_EFFECT.contains(option.getKey())) {
        spec.set(Names.camelCase(option.getKey()), value(option.getValue()));
      }
    }
    return spec;
  }

  private static String renamed(String value) {
    return RENAMED_VALUES.getOrDefault(value, value);
  }
}
