package dev.lamina.network;

import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LayerNames;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.layer.Shared;
import dev.lamina.layer.Weight;
import dev.lamina.spec.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * Layers in the order in which they can be computed, each at its place: names, shapes and weights
 * of a graph of {@link Node}s. A list of layers is a graph with one path.
 */
public final class LayerGraph implements Network {
  private final Parts inputs;
  private final List<PlacedLayer> layers;
  private final Parts outputs;
  private final Map<String, Node> nodes;

  private LayerGraph(
      Parts inputs, List<PlacedLayer> layers, Parts outputs, Map<String, Node> nodes) {
    this.inputs = inputs;
    this.layers = List.copyOf(layers);
    this.outputs = outputs;
    this.nodes = nodes;
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
    return new Builder(first, outputs).build();
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

  /** The layers in their order, those with the same weights as such. */
  public List<Shared> entries() {
    return layers.stream()
        .map(placed -> new Shared(placed.layer(), node(placed.name()).call().weights))
        .toList();
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

  /** The same graph whose every weight draws its first value from the given initializer. */
  public LayerGraph initializer(Initializer initializer) {
    List<PlacedLayer> redrawn =
        layers.stream().map(layer -> layer.initializer(initializer)).toList();
    return new LayerGraph(inputs, redrawn, outputs, nodes);
  }

  /** Finds all calls, gives them names and infers their shapes. */
  private static final class Builder {
    private final List<Node> outputs;
    private final List<Node.Call> calls;
    private final IdentityHashMap<Node.Call, String> names = new IdentityHashMap<>();
    private final Map<Object, PlacedLayer> owners = new HashMap<>();
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<PlacedLayer> placed = new ArrayList<>();

    Builder(List<Node> first, List<Node> outputs) {
      this.outputs = outputs;
      this.calls = inOrder(Stream.concat(first.stream(), outputs.stream()).toList());
    }

    LayerGraph build() {
      if (outputs.isEmpty()) {
        throw new IllegalArgumentException(
            "A network needs at least one output; give the nodes that it ends in.");
      }
      nameAll();
      List<Part> inputs = new ArrayList<>();
      for (Node.Call call : calls) {
        if (call.layer == null) {
          inputs.add(input(call));
        } else {
          place(call, call.layer);
        }
      }
      inputs.sort(Comparator.comparing(Part::name));
      return new LayerGraph(
          new Parts(inputs), placed, new Parts(ends()), Collections.unmodifiableMap(nodes));
    }

    /** Every call after those that it takes; depends on the graph alone. */
    private static List<Node.Call> inOrder(List<Node> ends) {
      List<Node.Call> order = new ArrayList<>();
      Set<Node.Call> done = Collections.newSetFromMap(new IdentityHashMap<>());
      Deque<Node.Call> open = new ArrayDeque<>();
      for (Node end : ends) {
        open.push(end.call());
        while (!open.isEmpty()) {
          Node.Call call = open.peek();
          List<Node> missing =
              call.from.stream().filter(node -> !done.contains(node.call())).toList();
          if (missing.isEmpty()) {
            open.pop();
            if (done.add(call)) {
              order.add(call);
            }
          } else {
            open.push(missing.get(0).call());
          }
        }
      }
      return order;
    }

    private void nameAll() {
      Map<String, Object> given = new HashMap<>();
      calls.forEach(call -> call.from.forEach(node -> take(node, given)));
      outputs.forEach(node -> take(node, given));
      LayerNames free = new LayerNames(given.keySet());
      Set<String> used = new HashSet<>();
      for (Node.Call call : calls) {
        String name = names.get(call);
        if (name == null) {
          names.put(call, free.next(Objects.requireNonNull(call.layer)));
        } else if (!used.add(name)) {
          names.put(call, free.next(name));
        }
      }
    }

    /** Notes a node's name; other calls may have it too if they have the same weights. */
    private void take(Node node, Map<String, Object> given) {
      node.name()
          .ifPresent(
              name -> {
                String before = names.put(node.call(), name);
                if (before != null && !before.equals(name)) {
                  throw new IllegalArgumentException(
                      "A node has one name, but this one has two, \"%s\" and \"%s\"; leave one out."
                          .formatted(before, name));
                }
                Object weights = given.putIfAbsent(name, node.call().weights);
                if (weights != null && !weights.equals(node.call().weights)) {
                  throw new IllegalArgumentException(
                      "Two nodes of the network are named \"%s\"; give each a name of its own."
                          .formatted(name));
                }
              });
    }

    private Part input(Node.Call call) {
      Shape shape = call.shape;
      if (shape.isUnknown() || shape.hasUnknownDimension() || shape.size() < 1) {
        throw new ShapeException(
            "A network needs the whole shape of one example, without the batch axis, but got %s; write Shape.of(784), say."
                .formatted(shape.isUnknown() ? "unknown" : Shapes.text(shape)));
      }
      String name = nameOf(call);
      shapes.put(name, shape);
      nodes.put(name, new Node(call, name));
      return new Part(name, shape);
    }

    private String nameOf(Node.Call call) {
      return Objects.requireNonNull(names.get(call));
    }

    private void place(Node.Call call, Layer layer) {
      String name = nameOf(call);
      List<String> sources = call.from.stream().map(node -> nameOf(node.call())).toList();
      List<Shape> given =
          sources.stream().map(source -> Objects.requireNonNull(shapes.get(source))).toList();
      PlacedLayer owner = owners.get(call.weights);
      PlacedLayer next;
      try {
        next =
            new PlacedLayer(
                placed.size() + 1,
                name,
                owner == null ? name : owner.owner(),
                layer,
                sources,
                given,
                layer.outputShape(given),
                layer.weights(given));
      } catch (ShapeException e) {
        throw new ShapeException(label(layer, name, sources) + ": " + e.getMessage());
      }
      checkWeights(next, owner);
      owners.putIfAbsent(call.weights, next);
      placed.add(next);
      shapes.put(name, next.output());
      List<Node> from = sources.stream().map(nodes::get).toList();
      nodes.put(name, Node.of(layer, from, call.weights).named(name));
    }

    private String label(Layer layer, String name, List<String> sources) {
      return isList()
          ? "Layer %d (%s)".formatted(placed.size() + 1, layer.type())
          : "Node \"%s\" (%s of %s)".formatted(name, layer.type(), String.join(", ", sources));
    }

    /** Whether each call takes the one before it alone, and no node was given a name. */
    private boolean isList() {
      for (int i = 1; i < calls.size(); i++) {
        List<Node> from = calls.get(i).from;
        if (from.size() != 1 || from.get(0).call() != calls.get(i - 1) || named(from.get(0), i)) {
          return false;
        }
      }
      return outputs.size() == 1 && outputs.get(0).name().isEmpty();
    }

    private static boolean named(Node node, int place) {
      return place > 1 && node.name().isPresent();
    }

    private void checkWeights(PlacedLayer layer, @Nullable PlacedLayer owner) {
      String label = label(layer.layer(), layer.name(), layer.sources());
      List<String> names = layer.weights().stream().map(Weight::name).toList();
      if (new HashSet<>(names).size() < names.size()) {
        throw new IllegalArgumentException(
            "%s: two of its weights have one name, %s; give each its own.".formatted(label, names));
      }
      if (owner != null && !owner.weights().equals(layer.weights())) {
        throw new ShapeException(
            "%s shares the weights of \"%s\", %s, but needs %s; give both inputs of one shape, and let both learn or neither."
                .formatted(label, owner.name(), text(owner.weights()), text(layer.weights())));
      }
    }

    private static String text(List<Weight> weights) {
      return weights.stream()
          .map(
              weight ->
                  weight.name()
                      + " "
                      + Shapes.text(weight.shape())
                      + (weight.trained() ? "" : " that stays as it is"))
          .collect(Collectors.joining(", "));
    }

    private List<Part> ends() {
      List<Part> ends = new ArrayList<>();
      for (Node output : outputs) {
        String name = nameOf(output.call());
        if (output.call().layer == null) {
          throw new IllegalArgumentException(
              "The output \"%s\" is an input; give the node of a layer.".formatted(name));
        }
        ends.add(new Part(name, Objects.requireNonNull(shapes.get(name))));
      }
      return ends;
    }
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
