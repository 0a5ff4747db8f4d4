package dev.lamina.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/**
 * Examples in variables of a program on a GPU, copied there once for all runs that read them: those
 * that are trained on, and those that come next, which can be copied meanwhile. On the main
 * processor runs are fed, for there a feed copies nothing.
 */
final class DeviceExamples implements AutoCloseable {
  private static final String PREFIX = "examples";
  private static final String STAGE = "stage";
  private static final String TAKE = "take";

  private final Program program;
  private @Nullable NativeRows staged;

  /** Read without the lock, which is held while others are copied. */
  private volatile @Nullable NativeRows taken;

  private boolean closed;

  DeviceExamples(Program program) {
    this.program = program;
    program.add(write(program.device()), PREFIX);
  }

  private static GraphDef write(Device device) {
    try (Graph graph = new Graph()) {
      Ops tf = device.place(GraphOps.of(graph));
      for (String name : NativeRows.NAMES) {
        VarHandleOp next = handle(tf, STAGE, name);
        tf.withName(Program.op(STAGE, name))
            .assignVariableOp(next, tf.withName(name).placeholder(TFloat32.class));
        tf.withName(Program.op(TAKE, name))
            .assignVariableOp(handle(tf, TAKE, name), tf.readVariableOp(next, TFloat32.class));
      }
      return graph.toGraphDef();
    }
  }

  private static VarHandleOp handle(Ops tf, String verb, String name) {
    return Program.handle(tf, Program.op(verb, PREFIX + "/" + name), Shape.unknown());
  }

  /**
   * The examples that are trained on, in the graph of a loop.
   *
   * @param name one of {@link NativeRows#NAMES}
   * @param shape theirs
   */
  static Operand<TFloat32> read(Ops tf, String name, Shape shape) {
    return tf.ensureShape(tf.readVariableOp(handle(tf, TAKE, name), TFloat32.class), shape);
  }

  /** Copies the examples that come next, while others are trained on; after closing, nothing. */
  synchronized void stage(NativeRows rows) {
    if (!closed) {
      run(STAGE, rows.tensors(), rows.tensors());
      staged = rows;
    }
  }

  /** Makes these the examples that are trained on, for which they are copied if they are not. */
  @SuppressWarnings("ReferenceEquality") // The very same tensors are meant.
  void take(NativeRows rows) {
    if (taken != rows) {
      change(rows);
    }
  }

  @SuppressWarnings("ReferenceEquality")
  private synchronized void change(NativeRows rows) {
    if (staged != rows) {
      stage(rows);
    }
    run(TAKE, rows.tensors(), Map.of());
    taken = rows;
  }

  private void run(String verb, Map<String, Tensor> targets, Map<String, Tensor> fed) {
    Session.Runner runner = program.session().runner();
    fed.forEach((name, tensor) -> runner.feed(PREFIX + "/" + name, tensor));
    targets.keySet().forEach(name -> runner.addTarget(PREFIX + "/" + Program.op(verb, name)));
    runner.run().close();
  }

  /** Ends copying; the program, which is closed next, frees what was copied. */
  @Override
  public synchronized void close() {
    closed = true;
  }
}
