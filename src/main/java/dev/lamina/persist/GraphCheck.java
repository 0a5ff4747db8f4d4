package dev.lamina.persist;

import dev.lamina.io.FileException;
import dev.lamina.io.Limits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Finds what is wrong with a graph before TensorFlow has it, whose native code ends the process of
 * some of it: sizes that overflow or promise more than there is, inputs that do not exist,
 * functions that call themselves.
 */
final class GraphCheck {
  /** A terabyte of floats. */
  private static final long MOST_ELEMENTS = 1L << 38;

  /** How many bytes all constants may have beyond those that are written down. */
  private static final long MOST_REPEATED = 1L << 30;

  private static final long UNKNOWN = -1;
  private static final int MOST_OUTPUTS = 1 << 16;

  /** Attributes of 64 bits; TensorFlow cuts all others to 32. */
  private static final Pattern LONG = Pattern.compile("_.*|.*(seed|hash|bucket).*");

  private static final Map<DataType, Integer> WIDTHS = new HashMap<>();

  static {
    List.of(
            DataType.DT_BOOL,
            DataType.DT_INT8,
            DataType.DT_UINT8,
            DataType.DT_QINT8,
            DataType.DT_QUINT8)
        .forEach(type -> WIDTHS.put(type, 1));
    List.of(DataType.DT_HALF, DataType.DT_BFLOAT16, DataType.DT_INT16, DataType.DT_UINT16)
        .forEach(type -> WIDTHS.put(type, 2));
    List.of(DataType.DT_FLOAT, DataType.DT_INT32, DataType.DT_UINT32, DataType.DT_QINT32)
        .forEach(type -> WIDTHS.put(type, 4));
    List.of(DataType.DT_DOUBLE, DataType.DT_INT64, DataType.DT_UINT64, DataType.DT_COMPLEX64)
        .forEach(type -> WIDTHS.put(type, 8));
  }

  /** How many bytes a number of a type of any other kind takes at most, or a string at least. */
  private static final int WIDEST = 24;

  private final SavedModelFile file;
  private final Map<String, GraphScope> scopes;
  private final Map<String, OpDef> ops;
  private long repeated;

  private GraphCheck(SavedModelFile file) {
    this.file = file;
    this.scopes = GraphScope.all(file.graph().getGraphDef());
    this.ops = new HashMap<>(RegisteredOps.OPS);
    for (FunctionDef function : file.graph().getGraphDef().getLibrary().getFunctionList()) {
      ops.put(function.getSignature().getName(), function.getSignature());
    }
  }

  /** What TensorFlow has. */
  private static final class RegisteredOps {
    static final Map<String, OpDef> OPS = new HashMap<>();

    static {
      TensorFlow.registeredOpList().getOpList().forEach(op -> OPS.put(op.getName(), op));
    }
  }

  /**
   * Checks the graph and its functions.
   *
   * @throws FileException if something is wrong; names the node
   */
  static void check(SavedModelFile file) {
    GraphCheck check = new GraphCheck(file);
    for (GraphScope scope : check.scopes.values()) {
      scope.nodes().values().forEach(node -> check.check(scope, node));
    }
    Set<String> ended = new HashSet<>();
    check.scopes.values().forEach(scope -> check.checkCalls(scope, new HashSet<>(), ended));
    GraphScope.signed(file.graph()).forEach(check::checkTensor);
  }

  private void check(GraphScope scope, NodeDef node) {
    node.getAttrMap().forEach((name, value) -> check(scope.place(node), name, value));
    int inputs = 0;
    boolean control = false;
    for (String input : node.getInputList()) {
      control |= input.startsWith("^");
      inputs += input.startsWith("^") ? 0 : 1;
      if (control != input.startsWith("^") || !exists(scope, input)) {
        throw wrong(scope.place(node), "has the input %s, which cannot be".formatted(input));
      }
    }
    OpDef op = ops.get(node.getOp());
    if (op != null && count(op.getInputArgList(), op, node) != inputs) {
      throw wrong(
          scope.place(node), "has %s inputs, which are not as many as it says".formatted(inputs));
    }
    if (op != null && count(op.getOutputArgList(), op, node) > MOST_OUTPUTS) {
      throw wrong(
          scope.place(node), "says that it has more than %s outputs".formatted(MOST_OUTPUTS));
    }
  }

  private boolean exists(GraphScope scope, String input) {
    if (input.startsWith("^")) {
      String waited = input.substring(1);
      return scope.nodes().containsKey(waited) || scope.arguments().contains(waited);
    }
    NodeDef node = scope.node(input);
    if (node == null) {
      return scope.arguments().contains(GraphScope.nodeName(input));
    }
    OpDef op = ops.get(node.getOp());
    if (op == null) {
      return true;
    }
    String[] parts = input.split(":", -1);
    if (scope.name().isEmpty()) {
      return index(parts.length == 1 ? "0" : parts[1]) < count(op.getOutputArgList(), op, node);
    }
    return parts.length == 3
        && op.getOutputArgList().stream()
            .filter(output -> output.getName().equals(parts[1]))
            .anyMatch(output -> index(parts[2]) < count(List.of(output), op, node));
  }

  private static long index(String digits) {
    return digits.matches("\\d{1,9}") ? Long.parseLong(digits) : Long.MAX_VALUE;
  }

  /** How many tensors a node takes or gives for some arguments of its op. */
  private static long count(List<OpDef.ArgDef> arguments, OpDef op, NodeDef node) {
    long count = 0;
    for (OpDef.ArgDef argument : arguments) {
      if (!argument.getNumberAttr().isEmpty()) {
        count +=
            Math.max(
                -1L,
                Math.min(Integer.MAX_VALUE, attribute(argument.getNumberAttr(), op, node).getI()));
      } else if (!argument.getTypeListAttr().isEmpty()) {
        count += attribute(argument.getTypeListAttr(), op, node).getList().getTypeCount();
      } else {
        count++;
      }
    }
    return count;
  }

  private static AttrValue attribute(String name, OpDef op, NodeDef node) {
    return op.getAttrList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst()
        .map(attribute -> node.getAttrOrDefault(name, attribute.getDefaultValue()))
        .orElse(AttrValue.getDefaultInstance());
  }

  private void checkTensor(String tensor) {
    GraphScope graph = scopes.get("");
    if (graph == null || !exists(graph, tensor)) {
      throw wrong("a signature", "names %s, which is no tensor of the graph".formatted(tensor));
    }
  }

  /** TensorFlow unfolds functions until there are none. */
  private void checkCalls(GraphScope scope, Set<String> under, Set<String> ended) {
    if (ended.contains(scope.name())) {
      return;
    }
    if (!under.add(scope.name())) {
      throw wrong(scope.name(), "is a function that calls itself");
    }
    for (NodeDef node : scope.nodes().values()) {
      for (String name : GraphScope.called(node)) {
        GraphScope function = scopes.get(name);
        if (function != null) {
          checkCalls(function, under, ended);
        }
      }
    }
    under.remove(scope.name());
    ended.add(scope.name());
  }

  private void check(String place, String name, AttrValue value) {
    AttrValue.ListValue list = value.getList();
    Stream.concat(Stream.of(value.getShape()), list.getShapeList().stream())
        .forEach(shape -> checkShape(place, shape));
    Stream.concat(
            Stream.of(value.getTensor()).filter(tensor -> value.hasTensor()),
            list.getTensorList().stream())
        .forEach(tensor -> checkTensor(place, tensor));
    Stream.concat(Stream.of(value.getFunc()), list.getFuncList().stream())
        .flatMap(function -> function.getAttrMap().entrySet().stream())
        .forEach(attribute -> check(place, attribute.getKey(), attribute.getValue()));
    Stream.concat(Stream.of(value.getI()), list.getIList().stream())
        .filter(number -> number != number.intValue() && !LONG.matcher(name).matches())
        .forEach(
            number -> {
              throw wrong(place, "has %s = %s, which is too large".formatted(name, number));
            });
  }

  private long checkShape(String place, TensorShapeProto shape) {
    long[] known =
        shape.getDimList().stream()
            .mapToLong(TensorShapeProto.Dim::getSize)
            .filter(size -> size != UNKNOWN)
            .toArray();
    long elements = Limits.product(MOST_ELEMENTS, known);
    if (elements < 0) {
      throw wrong(
          place, "has a shape of the sizes %s, which cannot be".formatted(Arrays.toString(known)));
    }
    return elements;
  }

  private void checkTensor(String place, TensorProto tensor) {
    long elements = checkShape(place, tensor.getTensorShape());
    int width = WIDTHS.getOrDefault(tensor.getDtype(), 0);
    int written = tensor.getTensorContent().size();
    if (width > 0 && written > 0 && written != elements * width) {
      throw wrong(place, "has a tensor of %s numbers in %s bytes".formatted(elements, written));
    }
    repeated += Math.max(0, elements * (width > 0 ? width : WIDEST) - tensor.getSerializedSize());
    if (repeated > MOST_REPEATED || tensor.getTensorShape().getUnknownRank()) {
      throw wrong(place, "has a tensor that promises more numbers than there are");
    }
  }

  private FileException wrong(String place, String what) {
    return new FileException(
        "%s cannot be loaded: %s %s; it is damaged: export the model again."
            .formatted(file.folder(), place, what));
  }
}
