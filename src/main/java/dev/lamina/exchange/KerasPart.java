package dev.lamina.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LayerNames;
import dev.lamina.layer.LayerTypes;
import dev.lamina.spec.SpecException;
import dev.lamina.spec.Specs;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.ndarray.Shape;

/**
 * A layer or a list of layers as Keras writes it: the inverse of {@link KerasLayers}.
 *
 * @param json its class and its options
 * @param variables those of each of its groups, in their order
 */
record KerasPart(ObjectNode json, Map<String, List<FloatArray>> variables) {
  private static final Specs SPECS = LayerTypes.specs().complete();
  private static final String CELL = "cell";

  /** Where attention has the variables of its transforms, in their order. */
  static final List<String> ATTENTION =
      List.of("query_dense", "key_dense", "value_dense", "output_dense");

  /** The layers that are called otherwise in Keras. */
  private static final Map<String, String> CLASSES =
      Map.of("ClippedReLU", "ReLU", "FeatureRescaling", "Rescaling");

  /** A layer as specs have it, with all options. */
  static JsonNode spec(Layer layer) {
    try {
      return SPECS.write(Layer.class, layer);
    } catch (SpecException e) {
      throw new IllegalArgumentException(
          "Keras has no layer like %s (%s); export the model, Predictor runs it."
              .formatted(layer.type(), e.getMessage()),
          e);
    }
  }

  /** The spec of a layer of which everything within is frozen if it is, as Keras has it. */
  static JsonNode frozenWithin(JsonNode spec) {
    if (spec.path("trainable").asBoolean(true)) {
      return spec;
    }
    ObjectNode frozen = spec.deepCopy();
    for (String within : List.of("layers", "layer", "shortcut", "branches")) {
      JsonNode inner = frozen.path(within);
      List<JsonNode> all = inner.isArray() ? KerasLayer.elements(inner) : List.of(inner);
      for (JsonNode each : all) {
        if (each instanceof ObjectNode layer) {
          layer.put("trainable", false);
        }
      }
    }
    return frozen;
  }

  /** The layer that a spec describes. */
  static Layer layer(JsonNode spec) {
    return SPECS.read(Layer.class, spec);
  }

  /** What a model begins with. */
  static KerasPart input(String name, Shape shape) {
    ObjectNode config = object().put("name", name).put("dtype", "float32");
    config.set("batch_shape", batch(shape));
    return new KerasPart(KerasOptions.object("layers", "InputLayer", config), Map.of());
  }

  /** The shape of a batch of any size. */
  static ArrayNode batch(Shape example) {
    ArrayNode shape = JsonNodeFactory.instance.arrayNode().addNull();
    for (long size : example.asArray()) {
      shape.add(size);
    }
    return shape;
  }

  /**
   * A list of layers.
   *
   * @param specs of the layers
   * @param weights taken in their order
   * @throws IllegalArgumentException if Keras has no such layer
   */
  static KerasPart list(
      String name, List<JsonNode> specs, Shape input, Iterator<FloatArray> weights) {
    ObjectNode config = object().put("name", name);
    ArrayNode layers = config.putArray("layers").add(input(name + "_input", input).json());
    config.set("build_input_shape", batch(input));
    Map<String, List<FloatArray>> variables = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    LayerNames names = new LayerNames(Set.of());
    Shape shape = input;
    for (JsonNode spec : specs) {
      Layer layer = layer(spec);
      KerasPart part = of(names.next(layer), spec, List.of(shape), weights);
      layers.add(part.json());
      variables.putAll(part.within(KerasLayer.groupOf(part.className(), counts)));
      shape = layer.outputShape(shape);
    }
    return new KerasPart(KerasOptions.object("models", "Sequential", config), variables);
  }

  /**
   * A layer.
   *
   * @param given spec of the layer, with all options
   * @param inputs the shapes of one example
   * @param weights taken in their order
   * @throws IllegalArgumentException if Keras has no such layer
   */
  static KerasPart of(
      String name, JsonNode given, List<Shape> inputs, Iterator<FloatArray> weights) {
    JsonNode spec = frozenWithin(given);
    Shape input = inputs.get(0);
    String type = spec.path("type").asText();
    return switch (type) {
      case "Sequence" -> list(name, KerasLayer.elements(spec.path("layers")), input, weights);
      case "TimeDistributed" -> timeDistributed(name, spec, input, weights);
      case "Bidirectional" -> bidirectional(name, spec, input, weights);
      case "Residual", "Parallel", "InferenceOnly", "GLU" ->
          throw new IllegalArgumentException(
              "Keras has no %s within a layer; put it into the list itself.".formatted(type));
      case "MultiHeadAttention" -> attention(name, spec, inputs, weights);
      case "PositionEmbedding" ->
          throw new IllegalArgumentException(
              "Keras has no PositionEmbedding; export the model, Predictor runs it, or add an embedding of an input with the steps' numbers, which Keras has.");
      default -> single(name, spec, inputs, weights);
    };
  }

  private static KerasPart single(
      String name, JsonNode spec, List<Shape> inputs, Iterator<FloatArray> weights) {
    Layer layer = layer(spec);
    Shape input = inputs.get(0);
    String type = spec.path("type").asText();
    ObjectNode config = KerasOptions.config((ObjectNode) spec).put("name", name);
    String module = "layers";
    switch (type) {
      case "BatchNormalization", "GroupNormalization", "LayerNormalization", "Normalization" ->
          config.put("axis", -1);
      case "Dropout" -> noiseShape(config);
      case "Conv1DTranspose", "Conv2DTranspose" -> {
        if (config.path("output_padding").isEmpty()) {
          config.remove("output_padding");
        }
      }
      case "LayerScale" -> {
        module = "src.applications.convnext";
        config.put("projection_dim", input.get(input.numDimensions() - 1));
      }
      case "Dot" -> {
        if (config.path("axes").size() == 1) {
          config.set("axes", config.path("axes").path(0));
        }
      }
      case "RandomZoom" -> {
        if (config.remove("same_factor").asBoolean()) {
          config.putNull("width_factor");
        }
      }
      default -> {}
    }
    List<FloatArray> own = layer.weights(inputs).stream().map(weight -> weights.next()).toList();
    if (own.isEmpty() || config.path("trainable").asBoolean()) {
      config.remove("trainable");
    }
    boolean recurrent = List.of("SimpleRNN", "LSTM", "GRU").contains(type);
    return new KerasPart(
        KerasOptions.object(module, CLASSES.getOrDefault(type, type), config),
        Map.of(recurrent ? CELL : "", own));
  }

  /** Keras' takes a query and a value, and is told in each call whether it is causal. */
  private static KerasPart attention(
      String name, JsonNode spec, List<Shape> inputs, Iterator<FloatArray> weights) {
    if (inputs.size() == 1) {
      throw new IllegalArgumentException(
          "Keras has no MultiHeadAttention within a layer; put it into the list itself.");
    }
    KerasPart all = single(name, spec, inputs, weights);
    ObjectNode config = (ObjectNode) all.json.path("config");
    config.remove("causal");
    config.set("output_shape", zeroAsNull(config.remove("output_dim")));
    config.set("value_dim", zeroAsNull(config.path("value_dim")));
    List<FloatArray> arrays = all.variables.getOrDefault("", List.of());
    int each = arrays.size() / ATTENTION.size();
    Map<String, List<FloatArray>> parts = new LinkedHashMap<>();
    for (String part : ATTENTION) {
      parts.put(part, arrays.subList(parts.size() * each, (parts.size() + 1) * each));
    }
    return new KerasPart(all.json, parts);
  }

  private static JsonNode zeroAsNull(JsonNode size) {
    return size.asInt() == 0 ? NullNode.getInstance() : size;
  }

  /** A function without weights, which Keras has in graphs alone. */
  static KerasPart glu(String name) {
    ObjectNode config = object().put("name", name).put("axis", -1);
    return new KerasPart(KerasOptions.object("src.ops.nn", "Glu", config), Map.of());
  }

  /** The first size of Keras' is that of the batch. */
  private static void noiseShape(ObjectNode config) {
    JsonNode sizes = config.path("noise_shape");
    if (sizes.isEmpty()) {
      config.remove("noise_shape");
      return;
    }
    ArrayNode ofBatch = config.putArray("noise_shape").addNull();
    for (JsonNode size : sizes) {
      ofBatch.add(size.asInt() < 0 ? null : size.asInt());
    }
  }

  private static KerasPart timeDistributed(
      String name, JsonNode spec, Shape input, Iterator<FloatArray> weights) {
    Shape step = input.takeLast(input.numDimensions() - 1);
    KerasPart inner = of(name + "_layer", spec.path("layer"), List.of(step), weights);
    ObjectNode config = named(name, spec);
    config.set("layer", inner.json());
    return new KerasPart(
        KerasOptions.object("layers", "TimeDistributed", config), inner.within("layer"));
  }

  private static KerasPart bidirectional(
      String name, JsonNode spec, Shape input, Iterator<FloatArray> weights) {
    ObjectNode backward = spec.path("layer").deepCopy();
    backward.put("goBackwards", !backward.path("goBackwards").asBoolean());
    KerasPart there = of("forward_" + name, spec.path("layer"), List.of(input), weights);
    KerasPart back = of("backward_" + name, backward, List.of(input), weights);
    ObjectNode config = named(name, spec).put("merge_mode", spec.path("mergeMode").asText());
    config.set("layer", there.json());
    config.set("backward_layer", back.json());
    Map<String, List<FloatArray>> variables = new LinkedHashMap<>(there.within("forward_layer"));
    variables.putAll(back.within("backward_layer"));
    return new KerasPart(KerasOptions.object("layers", "Bidirectional", config), variables);
  }

  private static ObjectNode named(String name, JsonNode spec) {
    return object().put("name", name).put("trainable", spec.path("trainable").asBoolean(true));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Its class in Keras. */
  String className() {
    return json.path("class_name").asText();
  }

  /** Its variables, where it is an attribute of something. */
  Map<String, List<FloatArray>> within(String group) {
    Map<String, List<FloatArray>> inside = new LinkedHashMap<>();
    variables.forEach(
        (own, arrays) -> inside.put(own.isEmpty() ? group : group + "/" + own, arrays));
    return inside;
  }
}
