package dev.lamina.exchange;

import dev.lamina.exchange.KerasCall.Origin;
import dev.lamina.exchange.KerasMasks.MaskOrigin;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LayerNames;
import dev.lamina.layer.Layers;
import dev.lamina.layer.Shapes;
import dev.lamina.layer.Shared;
import dev.lamina.model.Functional;
import dev.lamina.model.Pretrained;
import dev.lamina.network.Node;
import dev.lamina.network.PlacedLayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.tensorflow.ndarray.Shape;

/**
 * Makes a network of a model of Keras that is a graph. Its layers keep their names; those of models
 * within are laid out beside them, called {@code model/layer}.
 */
final class KerasGraph {
  private final KerasLayers translation;
  private final LayerNames names = new LayerNames(Set.of());
  private final Map<String, Use> uses = new HashMap<>();
  private final Map<String, List<FloatArray>> weights = new HashMap<>();

  /** What a layer gives, with the shape of one example and what its mask comes from. */
  private record Known(Node node, Shape shape, Set<MaskOrigin> masks) {

    /** The same numbers without their mask, which Keras' operations do not see. */
    Known unmasked() {
      return masks.isEmpty()
          ? this
          : new Known(node.to(Layers.reshape(Shapes.sizes(shape))), shape, Set.of());
    }
  }

  /** A layer with weights, under the name of its first node. */
  private record Use(String name, Layer layer) {}

  /** A call that was not made yet, and what it takes. */
  private record Pending(KerasLayer layer, int index, KerasCall call, List<Origin> sources) {
    boolean gives(Origin source) {
      return layer.name().equals(source.layer()) && index == source.call();
    }
  }

  /**
   * Where layers stand.
   *
   * @param prefix of their names
   * @param repeated whether they are called several times
   * @param inference whether they do in training what they do otherwise
   * @param trainable whether training changes their weights
   */
  private record Within(String prefix, boolean repeated, boolean inference, boolean trainable) {
    static final Within WHOLE = new Within("", false, false, true);

    Within model(KerasLayer model, KerasCall call) {
      return new Within(
          prefix + cleaned(model.name()) + "/",
          repeated || model.calls().size() > 1,
          inference || model.isInference(call),
          trainable && model.trainable());
    }
  }

  KerasGraph(KerasLayers translation) {
    this.translation = translation;
  }

  /**
   * The network of a model, with its weights.
   *
   * @throws IllegalArgumentException if it has something that Lamina lacks; names the layer
   */
  Pretrained read(KerasLayer model) {
    List<Known> inputs =
        model.isFunctional()
            ? model.ends("input_layers").stream().map(end -> input(model, end.layer())).toList()
            : List.of(input(model, ""));
    List<Known> outputs = run(model, inputs, Within.WHOLE);
    Functional network = Functional.of(outputs.stream().map(Known::node).toList());
    Map<String, FloatArray> named = new HashMap<>();
    for (PlacedLayer layer : network.layers()) {
      if (!layer.shares()) {
        List<FloatArray> own = weights.getOrDefault(layer.name(), List.of());
        for (int i = 0; i < own.size(); i++) {
          named.put(layer.nameOf(layer.weights().get(i)), own.get(i));
        }
      }
    }
    return new Pretrained(network, named);
  }

  private Known input(KerasLayer model, String name) {
    Shape shape = model.input(name);
    return new Known(
        Node.input(names.next(name.isEmpty() ? "input" : cleaned(name)), shape), shape, Set.of());
  }

  /** Names of nodes have no dots and blanks, and do not begin with what is no letter or digit. */
  private static String cleaned(String name) {
    return name.replaceAll("[^A-Za-z0-9_/-]", "_").replaceFirst("^[^A-Za-z0-9]+", "");
  }

  private List<Known> run(KerasLayer model, List<Known> inputs, Within within) {
    if (model.isFunctional()) {
      return runGraph(model, inputs, within);
    }
    List<Known> values = inputs;
    for (KerasLayer layer : model.layers()) {
      values = call(layer, KerasCall.IN_LIST, values, within);
    }
    return values;
  }

  /** Makes each call as soon as there is what it takes; the file may have them in any order. */
  private List<Known> runGraph(KerasLayer model, List<Known> inputs, Within within) {
    Map<String, KerasLayer> layers = new HashMap<>();
    model.layers().forEach(layer -> layers.put(layer.name(), layer));
    Map<Origin, Known> known = started(model, inputs);
    KerasMasks masks = new KerasMasks(layers, origin -> resolved(origin, layers, 0));
    List<Pending> pending = calls(masks.withoutOperations(model.layers()), layers);
    while (!pending.isEmpty()) {
      List<Pending> waiting = new ArrayList<>();
      for (Pending next : pending) {
        if (known.keySet().containsAll(next.sources())) {
          List<Known> given = next.sources().stream().map(known::get).toList();
          labelled(
              next.layer(),
              () ->
                  masks.checked(
                      next.call(),
                      origin -> Optional.ofNullable(known.get(origin)).map(Known::node),
                      given.stream().map(Known::masks)));
          List<Known> outputs = call(next.layer(), next.call(), given, within);
          for (int i = 0; i < outputs.size(); i++) {
            known.put(new Origin(next.layer().name(), next.index(), i), outputs.get(i));
          }
        } else {
          waiting.add(next);
        }
      }
      if (waiting.size() == pending.size()) {
        throw stuck(waiting, known.keySet());
      }
      pending = waiting;
    }
    List<Known> ends = new ArrayList<>();
    for (Origin end : model.ends("output_layers")) {
      Known value = known.get(resolved(end, layers, 1));
      if (value == null) {
        throw end.missing("The model \"%s\" ends in".formatted(model.name()));
      }
      ends.add(value);
    }
    return ends;
  }

  private static Map<Origin, Known> started(KerasLayer model, List<Known> inputs) {
    List<Origin> starts = model.ends("input_layers");
    if (starts.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "The model \"%s\" has %s inputs, but is called with %s; write the file again."
              .formatted(model.name(), starts.size(), inputs.size()));
    }
    Map<Origin, Known> known = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      known.put(starts.get(i), inputs.get(i));
    }
    return known;
  }

  private static List<Pending> calls(List<KerasLayer> called, Map<String, KerasLayer> layers) {
    List<Pending> all = new ArrayList<>();
    for (KerasLayer layer : called) {
      int index = 0;
      for (KerasCall call : layer.calls()) {
        List<Origin> sources =
            labelled(layer, call::sources).stream()
                .map(source -> resolved(source, layers, 0))
                .toList();
        all.add(new Pending(layer, index++, call, sources));
      }
    }
    return all;
  }

  /**
   * Keras counts calls of a functional model from 1 where a model ends, and once counted calls
   * outside of the model too. Where a layer is called once there is no doubt.
   */
  private static Origin resolved(Origin source, Map<String, KerasLayer> layers, int firstCall) {
    KerasLayer layer = layers.get(source.layer());
    if (layer == null) {
      return source;
    }
    int first = layer.isFunctional() ? firstCall : 0;
    int call = layer.calls().size() == 1 ? 0 : source.call() - first;
    return new Origin(source.layer(), call, source.output());
  }

  /** Follows what is missed to what is not there, or around a cycle. */
  private static IllegalArgumentException stuck(List<Pending> waiting, Set<Origin> known) {
    List<Pending> path = new ArrayList<>();
    Pending at = waiting.get(0);
    while (!path.contains(at)) {
      path.add(at);
      Origin missed =
          at.sources().stream().filter(source -> !known.contains(source)).findFirst().orElseThrow();
      Optional<Pending> next = waiting.stream().filter(each -> each.gives(missed)).findFirst();
      if (next.isEmpty()) {
        return missed.missing("Layer " + at.layer() + " takes");
      }
      at = next.get();
    }
    return new IllegalArgumentException(
        "The layers %s wait for one another, but a model has no cycles; write the file again."
            .formatted(
                path.subList(path.indexOf(at), path.size()).stream()
                    .map(each -> "\"" + each.layer().name() + "\"")
                    .collect(Collectors.joining(", "))));
  }

  private List<Known> call(KerasLayer keras, KerasCall call, List<Known> inputs, Within within) {
    // Keras writes so for all layers of pictures where nothing was said.
    if (call.training().equals(Optional.of(true))
        && !keras.className().startsWith("Random")
        && (keras.isModel() || KerasConversions.ofTraining(keras))) {
      throw new IllegalArgumentException(
          "layer %s: it is called with training=True, but in Lamina it trains in training alone.%s"
              .formatted(keras, KerasLayer.WAY_OUT));
    }
    if (keras.isModel()) {
      return run(keras, inputs, within.model(keras, call));
    }
    return labelled(keras, () -> List.of(placed(keras, call, inputs, within)));
  }

  private static <T> T labelled(KerasLayer keras, Supplier<T> action) {
    try {
      return action.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("layer %s: %s".formatted(keras, e.getMessage()), e);
    }
  }

  private Known placed(KerasLayer keras, KerasCall call, List<Known> inputs, Within within) {
    List<Shape> shapes = inputs.stream().map(Known::shape).toList();
    Use use = uses.get(keras.group());
    if (use == null) {
      use = use(keras, call, shapes, within);
    }
    Layer layer = use.layer();
    if ((within.inference() || keras.isInference(call)) && KerasConversions.ofTraining(keras)) {
      layer =
          layer instanceof Shared shared
              ? shared.with(Layers::inferenceOnly)
              : Layers.inferenceOnly(layer);
    }
    List<Known> taken =
        keras.isOperation() ? inputs.stream().map(Known::unmasked).toList() : inputs;
    List<Node> nodes = taken.stream().map(Known::node).toList();
    return new Known(
        Node.of(layer, nodes).named(use.name()),
        layer.outputShape(shapes),
        KerasMasks.sources(keras, layer, nodes, taken.stream().map(Known::masks).toList()));
  }

  private Use use(KerasLayer keras, KerasCall call, List<Shape> shapes, Within within) {
    Layer layer =
        keras.isOperation()
            ? KerasOperations.layer(keras, call.arguments())
            : translation
                .layer(keras, shapes.get(0))
                .trainable(within.trainable() && keras.trainable());
    layer.outputShape(shapes);
    String name = names.next(within.prefix() + cleaned(keras.name()));
    List<FloatArray> own = translation.weights(keras);
    KerasFile.checkShapes(layer.weights(shapes), own);
    if (own.isEmpty()) {
      return new Use(name, layer);
    }
    weights.put(name, own);
    boolean repeated = within.repeated() || keras.calls().size() > 1;
    Use use = new Use(name, repeated ? Layers.shared(layer) : layer);
    uses.put(keras.group(), use);
    return use;
  }
}
