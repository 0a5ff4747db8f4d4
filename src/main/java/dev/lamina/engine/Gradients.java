package dev.lamina.engine;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
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
   * The gradients of some values by each of others, weighted and added up; zeros by those that make
   * no difference.
   *
   * @param slopes how much each value counts, of its shape; without any all count one
   */
  @SuppressWarnings("unchecked")
  static List<Operand<TFloat32>> of(
      Ops tf,
      List<Operand<TFloat32>> values,
      List<Operand<TFloat32>> slopes,
      List<Operand<TFloat32>> by) {
    Graph graph = (Graph) tf.scope().env();
    Set<GraphOperation> used = graph.subgraphTo(Set.copyOf(values));
    List<Operand<TFloat32>> reached =
        by.stream().filter(each -> used.contains((GraphOperation) each.op())).toList();
    if (reached.isEmpty()) {
      return by.stream().<Operand<TFloat32>>map(tf::zerosLike).toList();
    }
    Iterator<Output<?>> found =
        Arrays.asList(
                graph.addGradients(
                    tf.scope().makeOpName("gradients"),
                    outputs(values),
                    outputs(reached),
                    outputs(slopes)))
            .iterator();
    return by.stream()
        .<Operand<TFloat32>>map(
            each -> reached.contains(each) ? (Operand<TFloat32>) found.next() : tf.zerosLike(each))
        .toList();
  }

  private static Output<?>[] outputs(List<Operand<TFloat32>> values) {
    return values.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
  }
}
