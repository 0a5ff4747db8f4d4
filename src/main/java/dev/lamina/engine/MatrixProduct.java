package dev.lamina.engine;

import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A large product of matrices, whose speed nothing that is made of such products exceeds. */
public final class MatrixProduct {
  private static final int SIZE = 1536;
  private static final int RUNS = 8;

  private MatrixProduct() {}

  /** The most multiply-adds a second that a product of square matrices of 1536 rows reaches. */
  public static double multiplyAddsPerSecond() {
    NativeLibrary.load();
    Shape square = Shape.of(SIZE, SIZE);
    try (Graph graph = new Graph();
        TFloat32 matrix = TFloat32.tensorOf(square)) {
      Ops tf = GraphOps.of(graph);
      Placeholder<TFloat32> input = tf.placeholder(TFloat32.class, Placeholder.shape(square));
      Operand<TFloat32> product = tf.linalg.matMul(input, input);
      try (Session session = new Session(graph, Device.CPU.config().build())) {
        double fastest = Double.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
          long begin = System.nanoTime();
          session.runner().feed(input, matrix).addTarget(product).run().close();
          fastest = Math.min(fastest, (System.nanoTime() - begin) / 1e9);
        }
        return Math.pow(SIZE, 3) / fastest;
      }
    }
  }
}
