package dev.lamina.network;

import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shared;
import dev.lamina.spec.Nearest;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Layers in the order in which they can be computed, each at its place: names, shapes and weights
 * of a graph of {@link Node}s. A list of layers is a graph with one path.
 */
public final class LayerGraph implements Network {
  private final Parts inputs;
  private final List<PlacedLayer> layers;
  private final Parts outputs;
  private final Map<String, Node> nodes;
  private final Set<String> masked;

  LayerGraph(Parts inputs, List<PlacedLayer> layers, Parts outputs, Map<String, Node> nodes) {
    this.inputs = inputs;
    this.layers = List.copyOf(layers);
    this.outputs = outputs;
    this.nodes = Collections.unmodifiableMap(nodes);
    this.masked = masked(this.layers);
  }

  /**
   * The graph that ends in the given nodes.
   *
   * @throws ShapeException if a layer cannot take what goes into it, or an input's shape is not
   *     whole; names the node and the shapes
   * @throws IllegalArgumentException if there are no outputs, one is an input, or two nodes have
   *     one name
   */
  public static LayerGraph of(List<Node> outputs) {
    return of(List.of(), outputs);
  }

  /**
   * As {@link #of(List)}, with layers in a given order as far as they can be computed in it. The
   * order decides whose name shared weights have and which use of a layer updates its state first.
   *
   * @param first nodes that come first
   */
  public static LayerGraph of(List<Node> first, List<Node> outputs) {
    return new GraphBuilder(first, outputs).build();
  }

  @Override
  public Parts inputs() {
    return inputs;
  }

  @Override
  public List<PlacedLayer> layers() {
    return layers;
  }

  @Override
  public Parts outputs() {
    return outputs;
  }

  @Override
  public Set<String> masked() {
    return masked;
  }

  private static Set<String> masked(List<PlacedLayer> layers) {
    Set<String> names = new HashSet<>();
    for (PlacedLayer placed : layers) {
      List<Boolean> taken = placed.sources().stream().map(names::contains).toList();
      if (placed.layer().masked(taken)) {
        names.add(placed.name());
      }
    }
    return Collections.unmodifiableSet(names);
  }

  /**
   * An input or a layer's place by its name, to go on from.
   *
   * @throws IllegalArgumentException if there is none; names the nearest
   */
  public Node node(String name) {
    Node node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException(
          "There is no node \"%s\"; did you mean \"%s\"? There are %s."
              .formatted(
                  name, Nearest.of(name, nodes.keySet()), String.join(", ", nodes.keySet())));
    }
    return node;
  }

  /**
   * The layers in their order, those with the same weights as such, and with names of their own.
   */
  public List<Layer> entries() {
    boolean usual = hasUsualNames();
    return layers.stream()
        .map(
            placed -> {
              Layer layer = new Shared(placed.layer(), weights(placed));
              return usual ? layer : layer.name(placed.name());
            })
        .toList();
  }

  /**
   * The weights that another graph's layers have with layers of this one, since it goes on from
   * this one's nodes: the names there, with those here.
   */
  public Map<String, String> weightsIn(LayerGraph other) {
    Map<Object, PlacedLayer> own = new HashMap<>();
    layers.forEach(layer -> own.put(weights(layer), layer));
    Map<String, String> names = new HashMap<>();
    for (PlacedLayer layer : other.layers) {
      PlacedLayer before = own.get(other.weights(layer));
      if (before != null) {
        layer.weights().forEach(weight -> names.put(layer.nameOf(weight), before.nameOf(weight)));
      }
    }
    return names;
  }

  /** What is the same object for all layers with the same weights. */
  private Object weights(PlacedLayer layer) {
    return node(layer.name()).call().weights;
  }

  /** The same graph of other layers. */
  public LayerGraph layers(UnaryOperator<Layer> change) {
    Map<String, Node> copies = copied("", Map.of(), change);
    return of(List.copyOf(copies.values()), ends(copies));
  }

  /**
   * The ends of this graph as a part of another one.
   *
   * @param prefix of the nodes' names there, ends with a slash; the same prefix means the same
   *     weights
   * @param given the nodes that take the place of the inputs, by the inputs' names
   */
  public List<Node> within(String prefix, Map<String, Node> given) {
    return ends(copied(prefix, given, layer -> layer));
  }

  private List<Node> ends(Map<String, Node> copies) {
    return outputs.names().stream().map(name -> Objects.requireNonNull(copies.get(name))).toList();
  }

  /** The given nodes, and then a node for each layer, by the names here. */
  private Map<String, Node> copied(
      String prefix, Map<String, Node> given, UnaryOperator<Layer> change) {
    Map<String, Node> copies = new LinkedHashMap<>(given);
    nodes.forEach(
        (name, node) -> {
          Node.Call call = node.call();
          if (call.layer != null) {
            List<Node> from =
                call.from.stream()
                    .map(source -> copies.getOrDefault(source.name().orElseThrow(), source))
                    .toList();
            Object weights = prefix.isEmpty() ? call.weights : new Copied(prefix, call.weights);
            copies.put(name, Node.of(change.apply(call.layer), from, weights).named(prefix + name));
          }
        });
    return copies;
  }

  /** The weights of a graph's copies under one prefix. */
  private record Copied(String prefix, Object weights) {}

  /**
   * The same graph whose every kernel and bias draws its first value from the given initializer.
   * What a layer begins with for a reason stays: the factors of normalizations and their running
   * moments, say.
   */
  public LayerGraph initializer(Initializer initializer) {
    List<PlacedLayer> redrawn =
        layers.stream().map(layer -> layer.initializer(initializer)).toList();
    return new LayerGraph(inputs, redrawn, outputs, nodes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayerGraph that
        && inputs.equals(that.inputs)
        && layers.equals(that.layers)
        && outputs.equals(that.outputs);
  }

  @Override
  public int hashCode() {
    return layers.hashCode();
  }
}
