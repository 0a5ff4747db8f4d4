package dev.lamina.engine;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Replaces one row of a tensor in place, which XLA and the plain graph do by ops of their own. */
@FunctionalInterface
interface RowWriter {

  /**
   * The tensor with one row replaced.
   *
   * @param tensor {@code [rows, ...]}, which nothing else uses
   * @param row a scalar
   * @param value of the row's shape
   */
  Operand<TFloat32> set(
      Ops tf, Operand<TFloat32> tensor, Operand<TInt32> row, Operand<TFloat32> value);

  /** The tensor with a value added to one row. */
  default Operand<TFloat32> add(
      Ops tf, Operand<TFloat32> tensor, Operand<TInt32> row, Operand<TFloat32> value) {
    int rank = tensor.shape().numDimensions();
    int[] sizes = new int[rank];
    for (int i = 1; i < rank; i++) {
      sizes[i] = (int) tensor.shape().get(i);
    }
    sizes[0] = 1;
    Operand<TFloat32> before =
        tf.squeeze(
            tf.slice(tensor, begin(tf, tensor, row), tf.constant(sizes)),
            Squeeze.axis(List.of(0L)));
    return set(tf, tensor, row, tf.math.add(before, value));
  }

  /** The writer for a loop that XLA compiles, or for one that it does not. */
  static RowWriter of(boolean xla) {
    return xla ? RowWriter::setInXla : RowWriter::setInPlain;
  }

  private static Operand<TFloat32> setInPlain(
      Ops tf, Operand<TFloat32> tensor, Operand<TInt32> row, Operand<TFloat32> value) {
    return tf.inplaceUpdate(
        tensor, tf.reshape(row, tf.constant(new int[] {1})), tf.expandDims(value, tf.constant(0)));
  }

  private static Operand<TFloat32> setInXla(
      Ops tf, Operand<TFloat32> tensor, Operand<TInt32> row, Operand<TFloat32> value) {
    Scope scope = tf.scope();
    return scope
        .env()
        .opBuilder("XlaDynamicUpdateSlice", scope.makeOpName("XlaDynamicUpdateSlice"), scope)
        .addInput(tensor.asOutput())
        .addInput(tf.expandDims(value, tf.constant(0)).asOutput())
        .addInput(begin(tf, tensor, row).asOutput())
        .build()
        .output(0);
  }

  private static Operand<TInt32> begin(Ops tf, Operand<TFloat32> tensor, Operand<TInt32> row) {
    Operand<TInt32> zeros = tf.constant(new int[tensor.shape().numDimensions() - 1]);
    return tf.concat(List.of(tf.reshape(row, tf.constant(new int[] {1})), zeros), tf.constant(0));
  }
}
