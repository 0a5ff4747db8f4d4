package dev.lamina.persist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * Nodes that see one another: a SavedModel's graph, or one of its functions.
 *
 * @param name of the function; empty for the graph
 * @param arguments of the function, in their order
 * @param nodes by name
 */
record GraphScope(String name, List<String> arguments, Map<String, NodeDef> nodes) {

  /** A node, whose name others of other scopes may have. */
  record ScopedName(String scope, String node) {}

  /**
   * The graph itself, then its functions.
   *
   * @throws IllegalArgumentException if two have one name, for one could hide behind the other
   */
  static Map<String, GraphScope> all(GraphDef graph) {
    Map<String, GraphScope> all = new LinkedHashMap<>();
    all.put("", new GraphScope("", List.of(), named(graph.getNodeList())));
    for (FunctionDef function : graph.getLibrary().getFunctionList()) {
      OpDef signature = function.getSignature();
      List<String> arguments =
          signature.getInputArgList().stream().map(OpDef.ArgDef::getName).toList();
      GraphScope scope =
          new GraphScope(signature.getName(), arguments, named(function.getNodeDefList()));
      if (all.put(scope.name(), scope) != null) {
        throw new IllegalArgumentException(
            "it has two functions with the name \"%s\", or one without".formatted(scope.name()));
      }
    }
    return all;
  }

  private static Map<String, NodeDef> named(List<NodeDef> nodes) {
    Map<String, NodeDef> named = new LinkedHashMap<>();
    for (NodeDef node : nodes) {
      if (named.put(node.getName(), node) != null) {
        throw new IllegalArgumentException(
            "it has two nodes with the name \"%s\"".formatted(node.getName()));
      }
    }
    return named;
  }

  /** The node whose output, or whose end, an input names. */
  @Nullable NodeDef node(String input) {
    return nodes.get(nodeName(input));
  }

  /** The name of a node in {@code ^node}, {@code node:0} or {@code node:output:0}. */
  static String nodeName(String input) {
    String tensor = input.startsWith("^") ? input.substring(1) : input;
    return tensor.substring(0, (tensor + ":").indexOf(':'));
  }

  /** How a message names a node of this scope. */
  String place(NodeDef node) {
    return name.isEmpty() ? node.getName() : name + "/" + node.getName();
  }

  /** The functions that a node calls, as its op or among its attributes. */
  static List<String> called(NodeDef node) {
    List<String> called = new ArrayList<>(List.of(node.getOp()));
    node.getAttrMap().values().forEach(value -> add(value, called));
    return called;
  }

  private static void add(AttrValue value, List<String> called) {
    Stream.concat(Stream.of(value.getFunc()), value.getList().getFuncList().stream())
        .filter(function -> !function.getName().isEmpty())
        .forEach(
            function -> {
              called.add(function.getName());
              function.getAttrMap().values().forEach(each -> add(each, called));
            });
  }

  /** The tensors, and after a {@code ^} the ops, that signatures name. */
  static Stream<String> signed(MetaGraphDef graph) {
    return signed(graph.getSignatureDefMap().values().stream());
  }

  /** As {@link #signed(MetaGraphDef)}, of some signatures. */
  static Stream<String> signed(Stream<SignatureDef> signatures) {
    return signatures
        .flatMap(
            signature ->
                Stream.concat(
                    signature.getInputsMap().values().stream(),
                    signature.getOutputsMap().values().stream()))
        .filter(info -> info.getEncodingCase() == TensorInfo.EncodingCase.NAME)
        .map(info -> (info.getDtype() == DataType.DT_INVALID ? "^" : "") + info.getName());
  }

  /**
   * The nodes by which these of the scope are reached, with all of the functions that they call.
   */
  static List<NodeDef> reached(Map<String, GraphScope> scopes, Stream<String> tensors) {
    Map<ScopedName, NodeDef> reached = new LinkedHashMap<>();
    List<Map.Entry<GraphScope, String>> open = new ArrayList<>();
    GraphScope graph = Objects.requireNonNull(scopes.get(""));
    tensors.forEach(tensor -> open.add(Map.entry(graph, tensor)));
    while (!open.isEmpty()) {
      Map.Entry<GraphScope, String> next = open.remove(open.size() - 1);
      NodeDef node = next.getKey().node(next.getValue());
      ScopedName name = new ScopedName(next.getKey().name(), nodeName(next.getValue()));
      if (node == null || reached.put(name, node) != null) {
        continue;
      }
      node.getInputList().forEach(input -> open.add(Map.entry(next.getKey(), input)));
      for (String call : called(node)) {
        GraphScope function = scopes.get(call);
        if (function != null) {
          function.nodes().keySet().forEach(each -> open.add(Map.entry(function, each)));
        }
      }
    }
    return List.copyOf(reached.values());
  }
}
