package dev.lamina.engine;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** TensorFlow's gradients. */
final class Gradients {
  private Gradients() {}

  /** The gradients of a scalar by each of some values. */
  static List<Operand<TFloat32>> of(Ops tf, Operand<TFloat32> scalar, List<Operand<TFloat32>> by) {
    return of(tf, List.of(scalar), List.of(), by);
  }

  /**
   * The gradients of some values by each of others, weighted and added up.
   *
   * @param slopes how much each value counts, of its shape; without any all count one
   */
  @SuppressWarnings("unchecked")
  static List<Operand<TFloat32>> of(
      Ops tf,
      List<Operand<TFloat32>> values,
      List<Operand<TFloat32>> slopes,
      List<Operand<TFloat32>> by) {
    if (by.isEmpty()) {
      return List.of();
    }
    Graph graph = (Graph) tf.scope().env();
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Output<?> gradient :
        graph.addGradients(
            tf.scope().makeOpName("gradients"), outputs(values), outputs(by), outputs(slopes))) {
      gradients.add((Operand<TFloat32>) gradient);
    }
    return gradients;
  }

  private static Output<?>[] outputs(List<Operand<TFloat32>> values) {
    return values.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
  }
}
