package dev.lamina.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A call of a layer in a functional model.
 *
 * @param json its arguments
 */
record KerasCall(JsonNode json) {
  /** The call of a layer in a list, which says nothing. */
  static final KerasCall IN_LIST = new KerasCall(MissingNode.getInstance());

  /** What inputs are called; several where a layer takes each by its name. */
  private static final List<String> INPUTS = List.of("inputs", "query", "value", "key");

  private static final List<String> MASKS = List.of("mask", "query_mask", "value_mask", "key_mask");

  private static final String CAUSAL = "use_causal_mask";

  /**
   * What a layer gave.
   *
   * @param layer the layer's name
   * @param call which of its calls, from 0
   * @param output which of the call's outputs, from 0
   */
  record Origin(String layer, int call, int output) {

    /** What is wrong with a file without it; names who wants it. */
    IllegalArgumentException missing(String who) {
      return new IllegalArgumentException(
          "%s output %s of call %s of \"%s\", which is not there; write the file again."
              .formatted(who, output, call, layer));
    }

    /** A list, a dictionary or one of {@code ["dense", 0, 0]}, in Keras' order. */
    static List<Origin> all(JsonNode json) {
      return leaves(json).map(Origin::of).toList();
    }

    private static Origin of(JsonNode json) {
      return new Origin(json.path(0).asText(), json.path(1).asInt(), json.path(2).asInt());
    }

    private static Stream<JsonNode> leaves(JsonNode json) {
      if (json.isArray() && !json.path(0).isTextual()) {
        List<JsonNode> elements = new ArrayList<>();
        json.forEach(elements::add);
        return elements.stream().flatMap(Origin::leaves);
      }
      if (json.isObject()) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        json.properties().forEach(each -> sorted.put(each.getKey(), each.getValue()));
        return sorted.values().stream().flatMap(Origin::leaves);
      }
      return Stream.of(json);
    }
  }

  /** What the layer is given: outputs of layers, and an operation's numbers. */
  List<JsonNode> arguments() {
    List<JsonNode> arguments = new ArrayList<>();
    add(json.path("args"), arguments);
    INPUTS.forEach(name -> add(json.path("kwargs").path(name), arguments));
    return arguments;
  }

  private static void add(JsonNode argument, List<JsonNode> into) {
    if (argument.isArray()) {
      argument.forEach(each -> add(each, into));
    } else if (!argument.isMissingNode() && !argument.isNull()) {
      into.add(argument);
    }
  }

  /**
   * The outputs of layers that are given.
   *
   * @throws IllegalArgumentException if something else is given, by position or by name
   */
  List<Origin> sources() {
    others()
        .filter(other -> !MASKS.contains(other.getKey()) || masks().isEmpty())
        .findFirst()
        .ifPresent(
            other -> {
              throw new IllegalArgumentException(
                  "it is called with %s=%s, but Lamina's layers take inputs alone.%s"
                      .formatted(other.getKey(), other.getValue(), KerasLayer.WAY_OUT));
            });
    List<Origin> sources = new ArrayList<>();
    for (JsonNode argument : arguments()) {
      JsonNode history = history(argument);
      if (history.isArray()) {
        sources.add(Origin.of(history));
      } else if (!argument.isNumber()) {
        throw new IllegalArgumentException(
            "it is called with %s, but only outputs of layers, lists of them and numbers can be read.%s"
                .formatted(argument, KerasLayer.WAY_OUT));
      }
    }
    return sources;
  }

  /** The masks that are given. */
  List<Origin> masks() {
    List<JsonNode> given = new ArrayList<>();
    MASKS.forEach(name -> add(json.path("kwargs").path(name), given));
    return given.stream()
        .map(KerasCall::history)
        .filter(JsonNode::isArray)
        .map(Origin::of)
        .toList();
  }

  private static JsonNode history(JsonNode argument) {
    return argument.path("config").path("keras_history");
  }

  /** What is given by name and is no input. */
  private Stream<Map.Entry<String, JsonNode>> others() {
    return json.path("kwargs").properties().stream()
        .filter(named -> !INPUTS.contains(named.getKey()))
        .filter(named -> !List.of("training", CAUSAL).contains(named.getKey()))
        .filter(named -> !isEmpty(named.getValue()));
  }

  /** No mask, none for any of several inputs, or something that is not asked for. */
  private static boolean isEmpty(JsonNode value) {
    List<JsonNode> given = new ArrayList<>();
    add(value, given);
    return given.stream().allMatch(each -> each.equals(BooleanNode.FALSE));
  }

  /** Whether the output of that layer is all that is given. */
  boolean takesOnly(String layer) {
    List<JsonNode> arguments = arguments();
    return arguments.size() == 1
        && history(arguments.get(0)).path(0).asText().equals(layer)
        && others().findAny().isEmpty()
        && !training().equals(Optional.of(true));
  }

  /** Whether each step shall see none behind it. */
  boolean causal() {
    return json.path("kwargs").path(CAUSAL).asBoolean();
  }

  /** The options of a call in training and elsewhere that differ from those of most layers. */
  static ObjectNode options(boolean inference, boolean causal) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    if (inference) {
      options.put("training", false);
    }
    return causal ? options.put(CAUSAL, true) : options;
  }

  /** Whether it says that it is a part of training, or none. */
  Optional<Boolean> training() {
    JsonNode training = json.path("kwargs").path("training");
    return training.isBoolean() ? Optional.of(training.asBoolean()) : Optional.empty();
  }
}
