package dev.lamina.engine;

import dev.lamina.layer.Weight;
import dev.lamina.network.Network;
import dev.lamina.network.Part;
import dev.lamina.network.PlacedLayer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/**
 * A network's forward pass as a graph to look at: the ops of each layer, its weights included, are
 * in a scope of the layer's name, and every op tells the shapes of what it gives.
 */
public final class NetworkGraph {
  /** The attribute in which tools that draw graphs look for shapes. */
  private static final String SHAPES = "_output_shapes";

  private NetworkGraph() {}

  /** The graph of a network; the weights have no values. */
  public static GraphDef of(Network network) {
    NativeLibrary.load();
    try (GraphFunctions functions = new GraphFunctions("", false, false);
        Graph graph = new Graph()) {
      Ops tf = GraphOps.of(graph);
      Map<String, Operand<TFloat32>> inputs = new LinkedHashMap<>();
      for (Part input : network.inputs().list()) {
        inputs.put(input.name(), Inference.input(tf, input.name(), input.shape()));
      }
      Map<String, Ops> scopes = new HashMap<>();
      Map<String, Operand<TFloat32>> weights = new LinkedHashMap<>();
      for (PlacedLayer layer : network.layers()) {
        Ops scope = tf.withSubScope(layer.name());
        scopes.put(layer.name(), scope);
        for (Weight weight : layer.weights()) {
          weights.computeIfAbsent(
              layer.nameOf(weight), name -> variable(scope, weight.name(), weight.shape()));
        }
      }
      ForwardPass pass =
          ForwardPass.inference(
              tf, functions, weights, layer -> Objects.requireNonNull(scopes.get(layer.name())));
      Map<String, Operand<TFloat32>> outputs = pass.of(network, inputs).outputs();
      if (outputs.size() == 1) {
        tf.withName("output").identity(outputs.values().iterator().next());
      }
      return withShapes(graph);
    }
  }

  private static Operand<TFloat32> variable(Ops scope, String name, Shape shape) {
    VarHandleOp handle = scope.withName(name.replace('/', '.')).varHandleOp(TFloat32.class, shape);
    return scope.readVariableOp(handle, TFloat32.class);
  }

  private static GraphDef withShapes(Graph graph) {
    GraphDef.Builder all = graph.toGraphDef().toBuilder();
    for (NodeDef.Builder node : all.getNodeBuilderList()) {
      node.putAttr(SHAPES, shapes(graph.operationOrThrow(node.getName())));
    }
    return all.build();
  }

  private static AttrValue shapes(GraphOperation op) {
    AttrValue.ListValue.Builder shapes = AttrValue.ListValue.newBuilder();
    for (int i = 0; i < op.numOutputs(); i++) {
      shapes.addShape(proto(op.output(i).shape()));
    }
    return AttrValue.newBuilder().setList(shapes).build();
  }

  private static TensorShapeProto proto(Shape shape) {
    TensorShapeProto.Builder proto =
        TensorShapeProto.newBuilder().setUnknownRank(shape.isUnknown());
    for (int i = 0; i < shape.numDimensions(); i++) {
      proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(shape.get(i)));
    }
    return proto.build();
  }
}
