package dev.lamina.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LayerNames;
import dev.lamina.layer.Shared;
import dev.lamina.model.Functional;
import dev.lamina.network.Part;
import dev.lamina.network.PlacedLayer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tensorflow.ndarray.Shape;

/** Makes a functional model of Keras of a network: the inverse of {@link KerasGraph}. */
final class KerasWriter {
  private static final String ATTENTION = "MultiHeadAttention";
  private static final String GLU = "GLU";

  private final Map<String, Item> items = new HashMap<>();
  private final LayerNames names = new LayerNames(Set.of());

  /** A layer of the model, called as often as the network uses it. */
  private static final class Item {
    private final String name;
    private final KerasPart part;
    private final List<LayerCall> calls = new ArrayList<>();

    Item(String name, KerasPart part) {
      this.name = name;
      this.part = part;
    }
  }

  /** A use of a layer; each is one of its own. */
  private static final class LayerCall {
    private final Item item;
    private final int index;
    private final List<CallOutput> takes;
    private final JsonNode options;

    LayerCall(Item item, List<CallOutput> takes, JsonNode options) {
      this.item = item;
      this.index = item.calls.size();
      this.takes = takes;
      this.options = options;
      item.calls.add(this);
    }
  }

  /** What a call gives, with the shape of one example. */
  private record CallOutput(LayerCall call, Shape shape) {}

  private KerasWriter() {}

  /**
   * The model of a network.
   *
   * @param weights by name in the network
   * @throws IllegalArgumentException if it has something that Keras lacks; names the layer
   */
  static KerasPart model(Functional network, Map<String, FloatArray> weights) {
    List<JsonNode> specs =
        network.layers().stream().map(placed -> KerasPart.spec(bare(placed))).toList();
    boolean list =
        network.isList()
            && specs.stream().noneMatch(KerasWriter::branches)
            && network.layers().stream().noneMatch(PlacedLayer::shares);
    if (list) {
      Iterator<FloatArray> all =
          network.layers().stream().flatMap(placed -> weights(placed, weights).stream()).iterator();
      return KerasPart.list("sequential", specs, network.inputShape(), all);
    }
    return new KerasWriter().graph(network, specs, weights);
  }

  private static Layer bare(PlacedLayer placed) {
    return placed.layer() instanceof Shared shared ? shared.layer() : placed.layer();
  }

  private static List<FloatArray> weights(PlacedLayer placed, Map<String, FloatArray> weights) {
    return placed.weights().stream()
        .map(weight -> Objects.requireNonNull(weights.get(placed.nameOf(weight))))
        .toList();
  }

  /** Whether it is one layer in Lamina, but several calls in Keras, or one of several inputs. */
  private static boolean branches(JsonNode spec) {
    return switch (spec.path("type").asText()) {
      case "Residual", "Parallel", "InferenceOnly", ATTENTION, GLU -> true;
      case "Sequence" ->
          KerasLayer.elements(spec.path("layers")).stream().anyMatch(KerasWriter::branches);
      default -> false;
    };
  }

  private KerasPart graph(
      Functional network, List<JsonNode> specs, Map<String, FloatArray> weights) {
    Map<String, CallOutput> values = new LinkedHashMap<>();
    for (Part input : network.inputs().list()) {
      String name = names.next(keras(input.name()));
      Item item = new Item(name, KerasPart.input(name, input.shape()));
      values.put(
          input.name(),
          new CallOutput(
              new LayerCall(item, List.of(), KerasCall.options(false, false)), input.shape()));
    }
    List<CallOutput> starts = List.copyOf(values.values());
    for (PlacedLayer placed : network.layers()) {
      List<CallOutput> takes = placed.sources().stream().map(values::get).toList();
      Iterator<FloatArray> own = weights(placed, weights).iterator();
      JsonNode spec = specs.get(placed.place() - 1);
      try {
        values.put(placed.name(), place(placed.owner(), spec, takes, own, false));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "layer %s: %s".formatted(placed.name(), e.getMessage()), e);
      }
    }
    List<CallOutput> ends = network.outputs().names().stream().map(values::get).toList();
    return functional(starts, ends);
  }

  /** Keras' names have no slashes. */
  private static String keras(String name) {
    return name.replace('/', '_');
  }

  private CallOutput place(
      String path,
      JsonNode given,
      List<CallOutput> takes,
      Iterator<FloatArray> weights,
      boolean inference) {
    JsonNode spec = branches(given) ? KerasPart.frozenWithin(given) : given;
    return switch (branches(spec) ? spec.path("type").asText() : "") {
      case "InferenceOnly" -> place(path, spec.path("layer"), takes, weights, true);
      case "Sequence" ->
          chain(path, KerasLayer.elements(spec.path("layers")), takes.get(0), weights, inference);
      case "Residual" -> {
        CallOutput branch =
            chain(path, KerasLayer.elements(spec.path("layers")), takes.get(0), weights, inference);
        List<JsonNode> shortcut = KerasLayer.elements(spec.path("shortcut"));
        CallOutput bypass = chain(path + "/shortcut", shortcut, takes.get(0), weights, inference);
        yield merge(path, "Add", List.of(branch, bypass));
      }
      case "Parallel" -> {
        List<CallOutput> outputs = new ArrayList<>();
        for (JsonNode branch : KerasLayer.elements(spec.path("branches"))) {
          String name = path + "/branch_" + outputs.size();
          outputs.add(place(name, branch, takes, weights, inference));
        }
        String merging = spec.path("merge").asText().equals("add") ? "Add" : "Concatenate";
        yield merge(path, merging, outputs);
      }
      default -> call(path, spec, takes, weights, inference);
    };
  }

  private CallOutput chain(
      String path,
      List<JsonNode> specs,
      CallOutput input,
      Iterator<FloatArray> weights,
      boolean inference) {
    LayerNames inner = new LayerNames(Set.of());
    CallOutput value = input;
    for (JsonNode spec : specs) {
      String name = path + "/" + inner.next(KerasPart.layer(spec));
      value = place(name, spec, List.of(value), weights, inference);
    }
    return value;
  }

  private CallOutput merge(String path, String type, List<CallOutput> outputs) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode().put("type", type);
    return call(path, spec, outputs, Collections.emptyIterator(), false);
  }

  private CallOutput call(
      String path,
      JsonNode spec,
      List<CallOutput> given,
      Iterator<FloatArray> weights,
      boolean inference) {
    String type = spec.path("type").asText();
    boolean toItself = type.equals(ATTENTION) && given.size() == 1;
    List<CallOutput> takes = toItself ? List.of(given.get(0), given.get(0)) : given;
    List<Shape> inputs = takes.stream().map(CallOutput::shape).toList();
    Item item =
        items.computeIfAbsent(
            path,
            one -> {
              String name = names.next(keras(one));
              return new Item(
                  name,
                  type.equals(GLU)
                      ? KerasPart.glu(name)
                      : KerasPart.of(name, spec, inputs, weights));
            });
    return new CallOutput(
        new LayerCall(item, takes, KerasCall.options(inference, spec.path("causal").asBoolean())),
        KerasPart.layer(spec).outputShape(inputs));
  }

  private static KerasPart functional(List<CallOutput> starts, List<CallOutput> ends) {
    ObjectNode config = JsonNodeFactory.instance.objectNode().put("name", "functional");
    ArrayNode layers = config.putArray("layers");
    Map<String, List<FloatArray>> variables = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (Item item : ordered(ends)) {
      ObjectNode json = item.part.json().put("name", item.name);
      ArrayNode calls = json.putArray("inbound_nodes");
      item.calls.stream()
          .filter(call -> !call.takes.isEmpty())
          .forEach(each -> calls.add(json(each)));
      layers.add(json);
      variables.putAll(item.part.within(KerasLayer.groupOf(item.part.className(), counts)));
    }
    config.set("input_layers", ends(starts));
    config.set("output_layers", ends(ends));
    return new KerasPart(
        KerasOptions.object("src.models.functional", "Functional", config), variables);
  }

  private static ObjectNode json(LayerCall call) {
    ArrayNode tensors = JsonNodeFactory.instance.arrayNode();
    for (CallOutput value : call.takes) {
      ObjectNode config = JsonNodeFactory.instance.objectNode().put("dtype", "float32");
      config.set("shape", KerasPart.batch(value.shape()));
      config.set("keras_history", history(value));
      tensors.addObject().put("class_name", "__keras_tensor__").set("config", config);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    boolean single = tensors.size() == 1 || call.item.part.className().equals(ATTENTION);
    json.putArray("args").addAll(single ? KerasLayer.elements(tensors) : List.of(tensors));
    return json.set("kwargs", call.options);
  }

  private static ArrayNode history(CallOutput value) {
    return JsonNodeFactory.instance
        .arrayNode()
        .add(value.call().item.name)
        .add(value.call().index)
        .add(0);
  }

  private static JsonNode ends(List<CallOutput> values) {
    ArrayNode ends = JsonNodeFactory.instance.arrayNode();
    values.forEach(value -> ends.add(history(value)));
    return ends.size() == 1 ? ends.get(0) : ends;
  }

  /**
   * The layers in the order in which Keras has them, after which it calls the groups of their
   * variables: those farthest from the outputs first, of those equally far the one that is found
   * first from the outputs.
   */
  private static List<Item> ordered(List<CallOutput> outputs) {
    Map<Item, Integer> found = new HashMap<>();
    Set<LayerCall> finished = new LinkedHashSet<>();
    outputs.forEach(output -> visit(output.call(), found, finished));
    List<LayerCall> backwards = new ArrayList<>(finished);
    Collections.reverse(backwards);
    Map<LayerCall, Integer> depths = new HashMap<>();
    Map<Item, Integer> deepest = new HashMap<>();
    for (LayerCall call : backwards) {
      int depth = deepest.merge(call.item, depths.getOrDefault(call, 0), Math::max);
      call.takes.forEach(value -> depths.merge(value.call(), depth + 1, Math::max));
    }
    return found.keySet().stream()
        .sorted(
            Comparator.comparing((Item item) -> -deepest.getOrDefault(item, 0))
                .thenComparing(item -> found.getOrDefault(item, 0)))
        .toList();
  }

  private static void visit(LayerCall call, Map<Item, Integer> found, Set<LayerCall> finished) {
    if (finished.contains(call)) {
      return;
    }
    found.putIfAbsent(call.item, found.size());
    call.takes.forEach(value -> visit(value.call(), found, finished));
    finished.add(call);
  }
}
