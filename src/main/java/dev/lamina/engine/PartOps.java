package dev.lamina.engine;

import dev.lamina.layer.Shapes;
import dev.lamina.network.Part;
import dev.lamina.network.Parts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Named parts of examples, which lie one after the other in one row each, in a graph. */
final class PartOps {
  private PartOps() {}

  /**
   * The parts of a batch by their names.
   *
   * @param batch {@code [batch, ...parts.shape()]}
   * @return {@code [batch, ...]} each; of one part the batch itself
   */
  static Map<String, Operand<TFloat32>> split(Ops tf, Parts parts, Operand<TFloat32> batch) {
    Map<String, Operand<TFloat32>> split = new LinkedHashMap<>();
    long examples = batch.shape().get(0);
    int from = 0;
    for (Part part : parts.list()) {
      int size = Math.toIntExact(part.shape().size());
      split.put(
          part.name(),
          parts.list().size() == 1
              ? batch
              : Shapes.reshape(
                  tf,
                  tf.slice(
                      batch,
                      tf.constant(new int[] {0, from}),
                      tf.constant(new int[] {Math.toIntExact(examples), size})),
                  Shapes.batch(examples, part.shape())));
      from += size;
    }
    return split;
  }

  /** The reverse of {@link #split}. */
  static Operand<TFloat32> join(Ops tf, Parts parts, Map<String, Operand<TFloat32>> split) {
    List<Operand<TFloat32>> rows = new ArrayList<>();
    for (Part part : parts.list()) {
      Operand<TFloat32> batch = Objects.requireNonNull(split.get(part.name()));
      Shape row = Shape.of(batch.shape().get(0), part.shape().size());
      rows.add(parts.list().size() == 1 ? batch : Shapes.reshape(tf, batch, row));
    }
    return rows.size() == 1 ? rows.get(0) : tf.concat(rows, tf.constant(1));
  }
}
