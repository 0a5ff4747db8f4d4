package dev.lamina.model;

import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Shared;
import dev.lamina.network.LayerGraph;
import dev.lamina.network.Node;
import dev.lamina.network.PlacedLayer;
import dev.lamina.spec.Flattened;
import dev.lamina.spec.Nearest;
import dev.lamina.spec.SpecException;
import dev.lamina.spec.Specs;
import dev.lamina.spec.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * A network as it is written down: a list of layers as {@code {"inputShape": [784], "layers":
 * [...]}}, a graph by its nodes:
 *
 * <pre>{@code
 * {
 *   "inputs": [{"name": "left", "shape": [8]}, {"name": "right", "shape": [8]}],
 *   "nodes": [
 *     {"name": "dense", "layer": {"type": "Dense", "units": 4}, "inputs": ["left"]},
 *     {"name": "dense_1", "weightsOf": "dense", "inputs": ["right"]},
 *     {"name": "same", "layer": {"type": "Dot", "axes": [1]}, "inputs": ["dense", "dense_1"]}
 *   ],
 *   "outputs": ["same"]
 * }
 * }</pre>
 *
 * @param inputShape of a list: the shape of one example
 * @param initializer of all weights, in place of those of the layers
 * @param layers of a list, in the order of the data
 * @param inputs of a graph
 * @param nodes of a graph, each after those that it takes
 * @param outputs of a graph: the names of nodes
 */
@Flattened
public record NetworkSpec(
    List<Integer> inputShape,
    @Nullable Initializer initializer,
    List<Layer> layers,
    List<InputSpec> inputs,
    List<NodeSpec> nodes,
    List<String> outputs) {

  /** A network without layers, which is none yet. */
  public static final NetworkSpec EMPTY =
      new NetworkSpec(List.of(), null, List.of(), List.of(), List.of(), List.of());

  /** The options that a list of layers needs. */
  static final List<String> OF_LIST = List.of("inputShape", "layers");

  /** The options that a graph needs. */
  static final List<String> OF_GRAPH = List.of("inputs", "nodes", "outputs");

  private static final List<Type<NetworkSpec>> TYPES =
      List.of(Type.of("Network", EMPTY, OF_LIST), Type.of("Network", EMPTY, OF_GRAPH));

  public NetworkSpec {
    inputShape = List.copyOf(inputShape);
    layers = List.copyOf(layers);
    inputs = List.copyOf(inputs);
    nodes = List.copyOf(nodes);
    outputs = List.copyOf(outputs);
  }

  /**
   * An input of a graph.
   *
   * @param name unique in the network
   * @param shape of one example
   */
  public record InputSpec(String name, List<Integer> shape) {
    static final Type<InputSpec> TYPE =
        Type.of("Input", new InputSpec("", List.of()), "name", "shape");

    public InputSpec {
      shape = List.copyOf(shape);
    }
  }

  /**
   * A use of a layer in a graph.
   *
   * @param name unique in the network
   * @param layer the layer; if there is none, that of the node whose weights it has
   * @param weightsOf the name of an earlier node that has the same weights, if there is one
   * @param inputs the names of the inputs and nodes that it takes, in order
   */
  public record NodeSpec(
      String name, @Nullable Layer layer, @Nullable String weightsOf, List<String> inputs) {
    static final Type<NodeSpec> TYPE =
        Type.of("Node", new NodeSpec("", null, null, List.of()), "name", "inputs");

    public NodeSpec {
      inputs = List.copyOf(inputs);
    }
  }

  /** How a network is written down. */
  public static NetworkSpec of(Functional network) {
    if (isList(network)) {
      return new NetworkSpec(
          sizes(network.inputShape()),
          network.initializer(),
          network.layers().stream().map(PlacedLayer::layer).toList(),
          List.of(),
          List.of(),
          List.of());
    }
    return new NetworkSpec(
        List.of(),
        network.initializer(),
        List.of(),
        network.inputs().list().stream()
            .map(input -> new InputSpec(input.name(), sizes(input.shape())))
            .toList(),
        network.layers().stream().map(placed -> node(network, placed)).toList(),
        network.outputs().names());
  }

  /** Whether it is a list of layers that all have weights of their own, and a list's names. */
  private static boolean isList(Functional network) {
    return network.isList()
        && network.hasUsualNames()
        && network.inputs().names().equals(List.of(Sequential.INPUT))
        && network.layers().stream().noneMatch(PlacedLayer::shares);
  }

  private static NodeSpec node(Functional network, PlacedLayer placed) {
    boolean same = placed.shares() && network.layer(placed.owner()).layer().equals(placed.layer());
    return new NodeSpec(
        placed.name(),
        same ? null : placed.layer(),
        placed.shares() ? placed.owner() : null,
        placed.sources());
  }

  private static List<Integer> sizes(Shape shape) {
    return Arrays.stream(shape.asArray()).mapToObj(Math::toIntExact).toList();
  }

  private static Shape shape(List<Integer> sizes) {
    return Shape.of(sizes.stream().mapToLong(Integer::longValue).toArray());
  }

  /**
   * Reads JSON.
   *
   * @param specs know the layers and what they hold
   * @throws SpecException if it cannot be read; names the place
   */
  public static NetworkSpec read(Specs specs, String json) {
    return specs.readDocument(TYPES, json);
  }

  /**
   * Writes JSON, from which {@link #read} makes an equal spec.
   *
   * @throws SpecException if the specs do not know a layer or what it holds
   */
  public String write(Specs specs) {
    return specs.writeDocument(TYPES.get(isGraph() ? 1 : 0), this);
  }

  /** Whether it is a graph and no list. */
  boolean isGraph() {
    return !nodes.isEmpty();
  }

  /**
   * The network: a {@link Sequential} if it is a list.
   *
   * @throws dev.lamina.layer.ShapeException as {@link Sequential#of(Shape, List)}
   * @throws IllegalArgumentException if there are no layers
   * @throws SpecException if the nodes make no graph; names the node
   */
  public Functional network() {
    Functional network =
        isGraph() ? new Functional(graph(), null) : Sequential.of(shape(inputShape), layers);
    return initializer == null ? network : network.initializer(initializer);
  }

  private LayerGraph graph() {
    Map<String, Node> made = new LinkedHashMap<>();
    inputs.forEach(input -> add(made, Node.input(input.name(), shape(input.shape()))));
    Map<String, Shared> shared = new HashMap<>();
    Set<String> used = new HashSet<>(outputs);
    for (NodeSpec node : nodes) {
      List<Node> from = node.inputs().stream().map(name -> take(made, node, name)).toList();
      Layer layer = layer(node, shared);
      used.addAll(node.inputs());
      add(made, Node.of(layer, from).named(node.name()));
    }
    List<Node> ends = outputs.stream().map(name -> take(made, "the outputs name", name)).toList();
    for (String name : made.keySet()) {
      if (!used.contains(name)) {
        throw new SpecException(
            "nothing takes \"%s\", and it is no output; leave it out.".formatted(name));
      }
    }
    return LayerGraph.of(List.copyOf(made.values()), ends);
  }

  private static void add(Map<String, Node> made, Node node) {
    String name = node.name().orElseThrow();
    if (made.put(name, node) != null) {
      throw new SpecException(
          "two nodes are named \"%s\"; give each its own name.".formatted(name));
    }
  }

  private Node take(Map<String, Node> made, NodeSpec node, String name) {
    return take(made, "node \"%s\" takes".formatted(node.name()), name);
  }

  private Node take(Map<String, Node> made, String taker, String name) {
    Node taken = made.get(name);
    if (taken == null) {
      boolean later = nodes.stream().anyMatch(other -> other.name().equals(name));
      throw new SpecException(
          later
              ? "%s \"%s\", which comes after it; put nodes in order, and no cycles."
                  .formatted(taker, name)
              : "%s \"%s\", but there is no such node; did you mean \"%s\"?"
                  .formatted(taker, name, Nearest.of(name, made.keySet())));
    }
    return taken;
  }

  private static Layer layer(NodeSpec node, Map<String, Shared> shared) {
    Layer own = node.layer();
    if (node.weightsOf() == null) {
      if (own == null) {
        throw new SpecException(
            "node \"%s\" needs a \"layer\", or \"weightsOf\" another node.".formatted(node.name()));
      }
      shared.put(node.name(), new Shared(own, new Object()));
    } else {
      Shared owner = shared.get(node.weightsOf());
      if (owner == null) {
        throw new SpecException(
            "node \"%s\" has the weights of \"%s\", but no node of that name comes before it."
                .formatted(node.name(), node.weightsOf()));
      }
      shared.put(node.name(), own == null ? owner : owner.with(same -> own));
    }
    return Objects.requireNonNull(shared.get(node.name()));
  }
}
