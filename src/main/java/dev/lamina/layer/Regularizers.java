package dev.lamina.layer;

import dev.lamina.spec.Checks;
import dev.lamina.spec.Type;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
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
  public static Regularizer l1(float factor) {
    return new L1(factor);
  }

  /** The sum of the squares times {@code factor}: keeps weights small. */
  public static Regularizer l2(float factor) {
    return new L2(factor);
  }

  /** Both penalties, added. */
  public static Regularizer l1l2(float l1, float l2) {
    return new L1L2(l1, l2);
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
}
