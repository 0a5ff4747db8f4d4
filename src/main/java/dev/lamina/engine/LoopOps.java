package dev.lamina.engine;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** Ops of a training loop which XLA and the plain graph do not share. */
final class LoopOps {
  private LoopOps() {}

  /**
   * The tensor with one row replaced in place, which XLA and the plain graph do by ops of their
   * own.
   *
   * @param xla whether XLA compiles the loop
   * @param tensor {@code [rows, ...]}, which nothing else uses
   * @param row a scalar
   * @param value of the row's shape
   */
  static <T extends TNumber> Operand<T> setRow(
      Ops tf, boolean xla, Operand<T> tensor, Operand<TInt32> row, Operand<T> value) {
    if (!xla) {
      return tf.inplaceUpdate(
          tensor,
          tf.reshape(row, tf.constant(new int[] {1})),
          tf.expandDims(value, tf.constant(0)));
    }
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

  /** The tensor with a value added to one row, as {@link #setRow}. */
  static <T extends TNumber> Operand<T> addToRow(
      Ops tf, boolean xla, Operand<T> tensor, Operand<TInt32> row, Operand<T> value) {
    int rank = tensor.shape().numDimensions();
    int[] sizes = new int[rank];
    for (int i = 1; i < rank; i++) {
      sizes[i] = (int) tensor.shape().get(i);
    }
    sizes[0] = 1;
    Operand<T> before =
        tf.squeeze(
            tf.slice(tensor, begin(tf, tensor, row), tf.constant(sizes)),
            Squeeze.axis(List.of(0L)));
    return setRow(tf, xla, tensor, row, tf.math.add(before, value));
  }

  /**
   * A row of a tensor.
   *
   * @param tensor {@code [rows, ...]}
   * @param row a scalar
   */
  static <T extends TType> Operand<T> row(Ops tf, Operand<T> tensor, Operand<TInt32> row) {
    return tf.gather(tensor, row, tf.constant(0));
  }

  /**
   * Rows to be filled by {@link #setRow}: memory that nothing else uses. TensorFlow takes what is
   * made of a value that it does not know for no constant, and what is made of two numbers for two.
   *
   * @param like a row
   * @param unknown a value that depends on the examples
   * @param number not that of other rows
   */
  static Operand<TFloat32> rows(
      Ops tf, int count, Operand<TFloat32> like, Operand<TFloat32> unknown, int number) {
    Operand<TInt32> shape =
        tf.concat(List.of(tf.constant(new int[] {count}), tf.shape(like)), tf.constant(0));
    Operand<TFloat32> flat = tf.reshape(unknown, tf.constant(new int[] {-1}));
    Operand<TFloat32> first = tf.gather(flat, tf.constant(0), tf.constant(0));
    return tf.fill(shape, tf.math.add(first, tf.constant((float) number)));
  }

  /** The place where a row of a tensor begins. */
  static Operand<TInt32> begin(Ops tf, Operand<?> tensor, Operand<TInt32> row) {
    Operand<TInt32> zeros = tf.constant(new int[tensor.shape().numDimensions() - 1]);
    return tf.concat(List.of(tf.reshape(row, tf.constant(new int[] {1})), zeros), tf.constant(0));
  }

  /**
   * The same number, by an op that XLA has no code for in the kernel of a loop, so that the loop
   * this stands in has many. Costs a tenth of a microsecond.
   */
  static Operand<TInt32> splitKernel(Ops tf, Operand<TInt32> number) {
    Scope scope = tf.scope();
    Output<TInt32> sorted =
        scope
            .env()
            .opBuilder("XlaSort", scope.makeOpName("XlaSort"), scope)
            .addInput(tf.stack(List.of(number, tf.constant(Integer.MAX_VALUE))).asOutput())
            .build()
            .output(0);
    int[] first = {0};
    return tf.reshape(
        tf.slice(sorted, tf.constant(first), tf.constant(new int[] {1})), tf.constant(new int[0]));
  }
}
