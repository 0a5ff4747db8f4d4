package dev.lamina.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.layer.Shapes;
import dev.lamina.spec.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.tensorflow.ndarray.Shape;

/**
 * A layer, an operation or a model, as a Keras file describes it.
 *
 * @param json its class, its options by their names in Keras, and its calls in a functional model
 * @param group where its variables are
 */
record KerasLayer(JsonNode json, String group) {
  /** What is left to do with a model that cannot be read. */
  static final String WAY_OUT =
      " To predict with the model, write it by model.export(folder) in Python: Predictor runs that.";

  /**
   * A layer as it stands in JSON.
   *
   * @throws IllegalArgumentException if its class is not one of Keras
   */
  static KerasLayer of(JsonNode json, String group) {
    String module = json.path("module").asText();
    if (!(module + ".").startsWith("keras.")) {
      throw new IllegalArgumentException(
          "%s of %s is no class of Keras, so its code is not in the file.%s"
              .formatted(
                  json.path("class_name").asText(),
                  module.isEmpty() ? "an unknown module" : module,
                  WAY_OUT));
    }
    return new KerasLayer(json, group);
  }

  /** Its class, such as {@code Dense}. */
  String className() {
    return json.path("class_name").asText();
  }

  /** Its options by their names in Keras. */
  JsonNode config() {
    return json.path("config");
  }

  /** Its name, unique in its model. */
  String name() {
    return config().path("name").asText();
  }

  /** Its calls in a functional model. */
  List<KerasCall> calls() {
    return elements(json.path("inbound_nodes")).stream().map(KerasCall::new).toList();
  }

  /** A layer that is an option of this one, whose variables are with an attribute of this one. */
  KerasLayer inner(String option, String attribute) {
    return of(config().path(option), within(attribute));
  }

  /** The same layer with other options. */
  KerasLayer with(ObjectNode options) {
    ObjectNode changed = json.deepCopy();
    changed.set("config", options);
    return new KerasLayer(changed, group);
  }

  /** The group of an attribute. */
  String within(String attribute) {
    return group.isEmpty() ? attribute : group + "/" + attribute;
  }

  /** Whether training changes its weights. */
  boolean trainable() {
    return config().path("trainable").asBoolean(true);
  }

  /** Whether it is a function such as {@code x + 1}, without weights and options of layers. */
  boolean isOperation() {
    return json.path("module").asText().startsWith("keras.src.ops.");
  }

  /** Whether it is a model of layers of Keras. */
  boolean isModel() {
    return isSequential() || isFunctional();
  }

  /** Whether it is a list of layers. */
  boolean isSequential() {
    return className().equals("Sequential");
  }

  /** Whether it is a graph of layers. */
  boolean isFunctional() {
    return className().equals("Functional");
  }

  private boolean isInput() {
    return className().equals("InputLayer");
  }

  /** An option's value, of something with options of its own the class alone. */
  private static String shortened(JsonNode value) {
    return value.has("class_name") && value.path("config").size() > 1
        ? value.path("class_name").asText() + " with options of its own"
        : value.toString();
  }

  /** What is wrong with a model that cannot be read, and what is left to do. */
  static String refusal(IllegalArgumentException e) {
    String wrong = String.valueOf(e.getMessage());
    return wrong.contains(WAY_OUT) || wrong.endsWith("save the model again.")
        ? wrong
        : wrong + WAY_OUT;
  }

  /** The exception for an option that Lamina's layer does not have, or not with this value. */
  IllegalArgumentException lacks(String option, String has) {
    return new IllegalArgumentException(
        "its option %s is %s, but Lamina %s.%s"
            .formatted(option, shortened(config().path(option)), has, WAY_OUT));
  }

  /** The layers of this model in the file's order, without its inputs. */
  List<KerasLayer> layers() {
    List<KerasLayer> layers = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode json : config().path("layers")) {
      KerasLayer layer = of(json, "");
      if (!layer.isInput()) {
        layers.add(of(json, within(groupOf(layer.className(), counts))));
      }
    }
    return layers;
  }

  /** Keras names groups not by the layers' names but by their classes, counted. */
  static String groupOf(String className, Map<String, Integer> counts) {
    String name = Names.snakeCase(className);
    int earlier = counts.merge(name, 1, Integer::sum) - 1;
    return "layers/" + (earlier == 0 ? name : name + "_" + earlier);
  }

  /**
   * The shape of one example of this model's input of that name, or of its only one.
   *
   * @throws IllegalArgumentException if it is not written down, or a size of it is open
   */
  Shape input(String name) {
    return inputShapes().entrySet().stream()
        .filter(input -> name.isEmpty() || List.of(name, "").contains(input.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .filter(JsonNode::isArray)
        .map(KerasLayer::shape)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The model does not say the shape of its input; begin it with keras.Input(shape) and save it again."));
  }

  /** The shapes of this model's inputs by their names; without one if no layer holds it. */
  private Map<String, JsonNode> inputShapes() {
    Map<String, JsonNode> shapes = new LinkedHashMap<>();
    for (JsonNode json : config().path("layers")) {
      KerasLayer layer = new KerasLayer(json, "");
      if (layer.isInput()) {
        shapes.put(layer.name(), layer.config().path("batch_shape"));
      }
    }
    if (shapes.isEmpty() && config().has("build_input_shape")) {
      shapes.put("", config().path("build_input_shape"));
    }
    return shapes;
  }

  /**
   * Sets the shapes of one example of this model's inputs, in their order.
   *
   * @throws IllegalArgumentException if they are not as many, or contradict the sizes that are
   *     known
   */
  void fix(List<Shape> shapes) {
    List<JsonNode> given = List.copyOf(inputShapes().values());
    if (given.size() != shapes.size()) {
      throw new IllegalArgumentException(
          "The model has %s inputs, but got shapes for %s; give one for each."
              .formatted(given.size(), shapes.size()));
    }
    for (int i = 0; i < shapes.size(); i++) {
      if (!fits(given.get(i), shapes.get(i))) {
        throw new IllegalArgumentException(
            "The model has an input of other sizes than %s; give it those of one example."
                .formatted(Shapes.text(shapes.get(i))));
      }
    }
    for (int i = 0; i < shapes.size(); i++) {
      ArrayNode batchShape = (ArrayNode) given.get(i);
      for (int axis = 1; axis < batchShape.size(); axis++) {
        batchShape.set(axis, LongNode.valueOf(shapes.get(i).get(axis - 1)));
      }
    }
  }

  private static boolean fits(JsonNode batchShape, Shape shape) {
    return batchShape.isArray()
        && batchShape.size() == shape.numDimensions() + 1
        && IntStream.range(1, batchShape.size())
            .allMatch(
                axis ->
                    batchShape.path(axis).isNull()
                        || size(batchShape.path(axis)) == shape.get(axis - 1));
  }

  private static Shape shape(JsonNode batchShape) {
    Shape shape = Shape.of();
    for (int i = 1; i < batchShape.size(); i++) {
      if (size(batchShape.get(i)) < 0) {
        throw new IllegalArgumentException(
            "The model's input has the shape %s, but Lamina needs every size but the first one; give them to KerasFile.read(file, shape), or to keras.Input(shape) and save the model again."
                .formatted(batchShape));
      }
      shape = shape.append(size(batchShape.get(i)));
    }
    return shape;
  }

  /** A size of an array; -1 of what is none. */
  private static int size(JsonNode json) {
    return json.isIntegralNumber() && json.canConvertToInt() ? Math.max(-1, json.asInt()) : -1;
  }

  /**
   * The outputs that a functional model begins and ends with.
   *
   * @param end {@code input_layers} or {@code output_layers}
   */
  List<KerasCall.Origin> ends(String end) {
    return KerasCall.Origin.all(config().path(end));
  }

  /** Whether every layer is called once, with the output of the one before it alone. */
  boolean isChain() {
    List<KerasLayer> layers = layers();
    if (!isFunctional()) {
      return layers.stream().allMatch(layer -> !layer.isModel() || layer.isChain());
    }
    List<KerasCall.Origin> begin = ends("input_layers");
    String before = begin.size() == 1 ? begin.get(0).layer() : "";
    for (KerasLayer layer : layers) {
      List<KerasCall> calls = layer.calls();
      boolean follows = calls.size() == 1 && calls.get(0).takesOnly(before) && !layer.isOperation();
      if (!follows || layer.isInference(calls.get(0)) || (layer.isModel() && !layer.isChain())) {
        return false;
      }
      before = layer.name();
    }
    List<KerasCall.Origin> end = ends("output_layers");
    return end.size() == 1 && end.get(0).layer().equals(before);
  }

  /**
   * Whether a call says that training is to make no difference. For other layers Keras writes so
   * where nothing was said.
   */
  boolean isInference(KerasCall call) {
    return call.training().equals(Optional.of(false))
        && (isModel() || List.of("BatchNormalization", "TimeDistributed").contains(className()));
  }

  /** What is in a list. */
  static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  @Override
  public String toString() {
    return "%s \"%s\"".formatted(className(), name());
  }
}
