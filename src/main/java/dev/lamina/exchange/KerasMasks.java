package dev.lamina.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamina.exchange.KerasCall.Origin;
import dev.lamina.layer.Layer;
import dev.lamina.network.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The masks in a graph of Keras. It writes them out as operations on what they come from, while
 * Lamina's layers hand on a mask with their output: so the operations make no layers, and are
 * checked to come from the same.
 *
 * @param layers of the graph, by name
 * @param resolved the origin that is meant by one
 */
record KerasMasks(Map<String, KerasLayer> layers, UnaryOperator<Origin> resolved) {
  private static final String COMPARISON = "NotEqual";

  /** What Keras asks for a shape alone. */
  private static final Set<String> OF_SHAPES = Set.of("OnesLike", "ZerosLike");

  private static final Set<String> OPERATIONS =
      Set.of(COMPARISON, "Any", "LogicalOr", "ExpandDims", "OnesLike", "ZerosLike", "Concatenate");

  /**
   * What a mask comes from.
   *
   * @param numbers what has the steps
   * @param masked the number that stands for none; NaN if the numbers are a mask themselves
   */
  record MaskOrigin(Node numbers, float masked) {}

  private record MaskComparison(Origin numbers, float masked) {}

  /** The layers but for operations that make masks. */
  List<KerasLayer> withoutOperations(List<KerasLayer> all) {
    Set<String> names = new HashSet<>();
    all.stream()
        .flatMap(layer -> layer.calls().stream())
        .flatMap(call -> call.masks().stream())
        .forEach(mask -> trace(mask, names));
    return all.stream().filter(layer -> !names.contains(layer.name())).toList();
  }

  /**
   * Checks that a layer is called with the mask of its input, if with any.
   *
   * @param node of each origin, if it is there
   * @param inputs what the masks of the inputs come from
   * @return what the masks come from
   * @throws IllegalArgumentException if not
   */
  Set<Optional<MaskOrigin>> checked(
      KerasCall call, Function<Origin, Optional<Node>> node, Stream<Set<MaskOrigin>> inputs) {
    Set<Optional<MaskOrigin>> given =
        call.masks().stream()
            .flatMap(mask -> trace(mask, new HashSet<>()).stream())
            .map(each -> node.apply(each.numbers()).map(it -> new MaskOrigin(it, each.masked())))
            .collect(Collectors.toSet());
    Set<Optional<MaskOrigin>> own =
        inputs.flatMap(Set::stream).map(Optional::of).collect(Collectors.toSet());
    if (!given.isEmpty() && !given.equals(own)) {
      throw new IllegalArgumentException(
          "it is called with a mask of its own, but Lamina's layers take that of their input.%s"
              .formatted(KerasLayer.WAY_OUT));
    }
    return own;
  }

  /**
   * What the mask of a layer's output comes from; empty if it has none.
   *
   * @param inputs of the layer
   * @param masks what the mask of each input comes from
   */
  static Set<MaskOrigin> sources(
      KerasLayer keras, Layer layer, List<Node> inputs, List<Set<MaskOrigin>> masks) {
    if (!layer.masked(masks.stream().map(each -> !each.isEmpty()).toList())) {
      return Set.of();
    }
    return switch (keras.className()) {
      case "Embedding" -> Set.of(new MaskOrigin(inputs.get(0), 0));
      case "Masking" ->
          Set.of(new MaskOrigin(inputs.get(0), keras.config().path("mask_value").floatValue()));
      case "MultiHeadAttention" -> masks.get(0);
      default -> masks.stream().flatMap(Set::stream).collect(Collectors.toSet());
    };
  }

  /**
   * What a mask is compared from, by operations whose names are added, but those that are there.
   */
  private List<MaskComparison> trace(Origin mask, Set<String> operations) {
    KerasLayer layer = layers.get(mask.layer());
    if (layer == null || !layer.isOperation() || !OPERATIONS.contains(layer.className())) {
      return List.of(new MaskComparison(resolved.apply(mask), Float.NaN));
    }
    if (!operations.add(layer.name()) || OF_SHAPES.contains(layer.className())) {
      return List.of();
    }
    KerasCall call = layer.calls().get(0);
    List<MaskComparison> compared = new ArrayList<>();
    for (Origin source : call.sources()) {
      if (layer.className().equals(COMPARISON)) {
        compared.add(new MaskComparison(resolved.apply(source), number(call.arguments())));
      } else {
        compared.addAll(trace(source, operations));
      }
    }
    return compared;
  }

  private static float number(List<JsonNode> arguments) {
    return arguments.stream()
        .filter(JsonNode::isNumber)
        .findFirst()
        .map(JsonNode::floatValue)
        .orElse(Float.NaN);
  }
}
