package dev.lamina.layer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.Type;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/** The built-in regularizers. */
public final class Regularizers {
  static final Type<Regularizer> NONE = Type.named("None", none());

  private Regularizers() {}

  /** No penalty: the default. */
  public static Regularizer none() {
    return NoPenalty.NONE;
  }

  /** The sum of the absolute values times {@code factor}: makes weights sparse. */
  public static Regularizer l1(double factor) {
    return new L1((float) factor);
  }

  /** The sum of the squares times {@code factor}: keeps weights small. */
  public static Regularizer l2(double factor) {
    return new L2((float) factor);
  }

  /** Both penalties, added. */
  public static Regularizer l1l2(double l1, double l2) {
    return new L1L2((float) l1, (float) l2);
  }

  /**
   * What brings the rows of a matrix to right angles: the mean of the absolute cosines between all
   * pairs of them, times {@code factor}.
   */
  public static Regularizer orthogonal(double factor) {
    return new OrthogonalRegularizer((float) factor, OrthogonalRegularizer.Mode.ROWS);
  }

  /** As {@link #orthogonal(double)} of the columns, which are the inputs of each node. */
  public static Regularizer orthogonalColumns(double factor) {
    return new OrthogonalRegularizer((float) factor, OrthogonalRegularizer.Mode.COLUMNS);
  }

  /** No penalty at all, which the engine does not even build. */
  private enum NoPenalty implements Regularizer {
    NONE;

    @Override
    public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> values) {
      return tf.constant(0f);
    }
  }

  record L1(float l1) implements Regularizer {
    static final Type<L1> TYPE = Type.of(new L1(0.01f));

    L1 {
      Checks.notNegative("L1", "l1", l1);
    }

    @Override
    public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> values) {
      return new L1L2(l1, 0).penalty(tf, values);
    }
  }

  record L2(float l2) implements Regularizer {
    static final Type<L2> TYPE = Type.of(new L2(0.01f));

    L2 {
      Checks.notNegative("L2", "l2", l2);
    }

    @Override
    public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> values) {
      return new L1L2(0, l2).penalty(tf, values);
    }
  }

  record L1L2(float l1, float l2) implements Regularizer {
    static final Type<L1L2> TYPE = Type.of(new L1L2(0, 0));

    L1L2 {
      Checks.notNegative("L1L2", "l1", l1);
      Checks.notNegative("L1L2", "l2", l2);
    }

    @Override
    public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> values) {
      Operand<TFloat32> flat = tf.reshape(values, tf.constant(new int[] {-1}));
      List<Operand<TFloat32>> parts = new ArrayList<>();
      if (l1 > 0) {
        parts.add(tf.math.mul(tf.reduceSum(tf.math.abs(flat), tf.constant(0)), tf.constant(l1)));
      }
      if (l2 > 0) {
        parts.add(tf.math.mul(tf.reduceSum(tf.math.square(flat), tf.constant(0)), tf.constant(l2)));
      }
      return parts.isEmpty()
          ? tf.constant(0f)
          : parts.size() == 1 ? parts.get(0) : tf.math.addN(List.copyOf(parts));
    }
  }

  record OrthogonalRegularizer(float factor, Mode mode) implements Regularizer {
    static final Type<OrthogonalRegularizer> TYPE =
        Type.of(new OrthogonalRegularizer(0.01f, Mode.ROWS));

    /** What is to stand at right angles. */
    enum Mode {
      ROWS,
      COLUMNS
    }

    OrthogonalRegularizer {
      Checks.notNegative("OrthogonalRegularizer", "factor", factor);
    }

    @Override
    public Operand<TFloat32> penalty(Ops tf, Operand<TFloat32> values) {
      if (values.shape().numDimensions() != 2) {
        throw new ShapeException(
            "OrthogonalRegularizer takes a matrix, but the weight has shape %s; give it another regularizer."
                .formatted(Shapes.text(values.shape())));
      }
      boolean rows = mode == Mode.ROWS;
      int count = Math.toIntExact(values.shape().get(rows ? 0 : 1));
      Operand<TFloat32> squares =
          tf.reduceSum(tf.math.square(values), tf.constant(rows ? 1 : 0), ReduceSum.keepDims(true));
      Operand<TFloat32> units =
          tf.math.mul(values, tf.math.minimum(tf.math.rsqrt(squares), tf.constant(1e7f)));
      Operand<TFloat32> cosines =
          tf.linalg.matMul(units, units, MatMul.transposeA(!rows), MatMul.transposeB(rows));
      Operand<TFloat32> all = tf.reduceSum(tf.math.abs(cosines), tf.constant(new int[] {0, 1}));
      Operand<TFloat32> own = tf.reduceSum(tf.math.square(units), tf.constant(new int[] {0, 1}));
      float ofPairs = factor / Math.max(1, count * (count - 1f));
      return tf.math.mul(tf.math.sub(all, own), tf.constant(ofPairs));
    }
  }
}
