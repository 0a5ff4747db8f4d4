package dev.lamina.network;

import dev.lamina.layer.Layer;
import dev.lamina.layer.LayerNames;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.layer.Weight;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/** Finds all calls, gives them names and infers their shapes. */
final class GraphBuilder {
  private final List<Node> outputs;
  private final List<Node.Call> calls;
  private final IdentityHashMap<Node.Call, String> names = new IdentityHashMap<>();
  private final Map<Object, PlacedLayer> owners = new HashMap<>();
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final List<PlacedLayer> placed = new ArrayList<>();

  GraphBuilder(List<Node> first, List<Node> outputs) {
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
    return new LayerGraph(new Parts(inputs), placed, new Parts(ends()), nodes);
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
    shapes.put(name, Shapes.checked(shape));
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
              Shapes.checked(layer.outputShape(given)),
              layer.weights(given));
      next.weights().forEach(Weight::checkCountable);
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
        ? "Layer %s (%s)".formatted(placed.size() + 1, layer.type())
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
