package dev.lamina.persist;

import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * Writes a graph's nodes as Keras does, which TensorFlow Lite's converter wants: a variable's node
 * is called as the variable, and pooling has its window in attributes.
 */
final class KerasNodes {
  /** What TensorFlow takes as a node's name. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*");

  private KerasNodes() {}

  static GraphDef of(GraphDef graph) {
    Map<String, NodeDef> nodes = new HashMap<>();
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
    Map<String, String> names = new HashMap<>();
    for (NodeDef node : graph.getNodeList()) {
      if (node.getOp().equals("VarHandleOp")) {
        String name = node.getAttrOrThrow("shared_name").getS().toStringUtf8();
        if (NAME.matcher(name).matches() && !nodes.containsKey(name)) {
          names.put(node.getName(), name);
        }
      }
    }
    GraphDef.Builder renamed = graph.toBuilder().clearNode();
    for (NodeDef node : graph.getNodeList()) {
      NodeDef.Builder copy =
          node.getOp().equals("MaxPoolV2") ? pooling(node, nodes) : node.toBuilder();
      copy.setName(names.getOrDefault(node.getName(), node.getName()));
      for (int i = 0; i < copy.getInputCount(); i++) {
        copy.setInput(i, names.getOrDefault(copy.getInput(i), copy.getInput(i)));
      }
      renamed.addNode(copy);
    }
    return renamed.build();
  }

  private static NodeDef.Builder pooling(NodeDef node, Map<String, NodeDef> nodes) {
    return node.toBuilder()
        .setOp("MaxPool")
        .clearInput()
        .addInput(node.getInput(0))
        .putAttr("ksize", sizes(nodes, node.getInput(1)))
        .putAttr("strides", sizes(nodes, node.getInput(2)));
  }

  /** A constant of four whole numbers, of which equal last ones may be written once. */
  private static AttrValue sizes(Map<String, NodeDef> nodes, String constant) {
    TensorProto tensor =
        Objects.requireNonNull(nodes.get(constant)).getAttrOrThrow("value").getTensor();
    IntBuffer content =
        tensor
            .getTensorContent()
            .asReadOnlyByteBuffer()
            .order(ByteOrder.nativeOrder())
            .asIntBuffer();
    AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
    for (int i = 0; i < tensor.getTensorShape().getDim(0).getSize(); i++) {
      list.addI(
          content.hasRemaining()
              ? content.get(i)
              : tensor.getIntVal(Math.min(i, tensor.getIntValCount() - 1)));
    }
    return AttrValue.newBuilder().setList(list).build();
  }
}
