package dev.lamina.engine;

import dev.lamina.engine.LoopState.Inputs;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Writes the graph of a training loop: read the variables, call the loop, assign the variables. How
 * it runs is switched on by attributes, which only the finished graph can be given: XLA compiles
 * the call, or TensorFlow makes its loops part of the graph.
 */
final class TrainingGraph {
  private static final String FUNCTION = "train";
  private static final String MUST_COMPILE = "_XlaMustCompile";

  /**
   * Keeps an update a graph of its own: in one with a cycle, TensorFlow's rewriting for oneDNN
   * misses ops by chance.
   */
  private static final String NO_INLINE = "_noinline";

  private static final AttrValue YES = AttrValue.newBuilder().setB(true).build();

  private TrainingGraph() {}

  /**
   * Writes the graph.
   *
   * @param held whether the examples are {@link DeviceExamples} rather than fed
   * @param number of the loop in its program, which tells its functions from those of others
   */
  static GraphDef write(
      Training training, LoopShape shape, Device device, boolean held, boolean xla, int number) {
    boolean manyKernels =
        xla
            && device.kind() == Device.Kind.CPU
            && !Execution.oneKernel(training.network(), shape.batch());
    try (GraphFunctions functions = new GraphFunctions("_" + number, xla, true);
        Graph graph = new Graph()) {
      Ops tf = device.place(GraphOps.of(graph));
      Inputs in = Inputs.of(tf, training, shape, held);
      Operand<TInt64> update =
          Inputs.placeholder(tf, TrainingLoop.UPDATE, TInt64.class, Shape.scalar());
      Map<String, Shape> variables = training.variables();
      TrainingLoop loop = new TrainingLoop(training, shape, functions, xla, manyKernels);
      Iterator<Operand<?>> results =
          loop.call(tf, FUNCTION, in, update, Program.read(tf, variables)).iterator();
      variables.forEach((name, variable) -> assign(tf, name, variable, LoopState.next(results)));
      TrainingLoop.results(training).forEach(name -> tf.withName(name).identity(results.next()));
      GraphDef finished = functions.finished(graph);
      return xla ? compiled(finished) : plain(finished);
    }
  }

  private static void assign(Ops tf, String name, Shape shape, Operand<TFloat32> value) {
    tf.withName(Program.op("assign", name))
        .assignVariableOp(Program.handle(tf, name, shape), value);
  }

  private static GraphDef compiled(GraphDef graph) {
    GraphDef.Builder marked = graph.toBuilder();
    for (NodeDef.Builder node : marked.getNodeBuilderList()) {
      if (node.getOp().endsWith("PartitionedCall")) {
        node.putAttr(MUST_COMPILE, YES);
      }
    }
    for (FunctionDef.Builder function : marked.getLibraryBuilder().getFunctionBuilderList()) {
      if (function.getSignature().getName().startsWith(FUNCTION)) {
        function.putAttr(MUST_COMPILE, YES);
      }
    }
    return marked.build();
  }

  private static GraphDef plain(GraphDef graph) {
    GraphDef.Builder marked = graph.toBuilder();
    for (FunctionDef.Builder function : marked.getLibraryBuilder().getFunctionBuilderList()) {
      takeOutputs(function.getNodeDefBuilderList());
      if (function.getSignature().getName().startsWith(TrainingLoop.STEP)) {
        function.putAttr(NO_INLINE, YES);
      }
    }
    return marked.build();
  }

  /**
   * Lets the gradient of each relu look at its output, which is positive where its input is. Then
   * nothing else needs the input, and Grappler fuses the relu with the ops before it.
   */
  private static void takeOutputs(List<NodeDef.Builder> nodes) {
    Map<String, String> outputs = new HashMap<>();
    for (NodeDef.Builder node : nodes) {
      if (node.getOp().equals("Relu")) {
        outputs.put(node.getInput(0), node.getName() + ":activations:0");
      }
    }
    for (NodeDef.Builder node : nodes) {
      if (node.getOp().equals("ReluGrad")) {
        node.setInput(1, outputs.getOrDefault(node.getInput(1), node.getInput(1)));
      }
    }
  }
}
