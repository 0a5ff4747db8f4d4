package dev.lamina.train.loss;

import dev.lamina.layer.Shapes;
import java.util.Optional;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/** What losses of probabilities share: clipping, tracing back to logits and label smoothing. */
final class Probabilities {
  /** Keras' small number, which keeps logarithms and quotients finite. */
  static final float EPSILON = 1e-7f;

  private Probabilities() {}

  /** The values brought into [1e-7, most]. */
  static Operand<TFloat32> clip(Ops tf, Operand<TFloat32> values, float most) {
    return tf.clipByValue(values, tf.constant(EPSILON), tf.constant(most));
  }

  /**
   * What the probabilities were computed from, so that a loss can be computed stably from it: the
   * input of the op that gave them, if it is of the given type. They may have been laid out as
   * other rows since.
   */
  @SuppressWarnings("unchecked")
  static Optional<Operand<TFloat32>> logits(
      Ops tf, Operand<TFloat32> probabilities, String opType) {
    if (!(probabilities.op() instanceof GraphOperation op)) {
      return Optional.empty();
    }
    if (op.type().equals(opType)) {
      return Optional.of((Operand<TFloat32>) op.input(0));
    }
    if (!op.type().equals("Reshape") || !sameRows(op.input(0).shape(), probabilities.shape())) {
      return Optional.empty();
    }
    return logits(tf, (Operand<TFloat32>) op.input(0), opType)
        .map(logits -> tf.reshape(logits, (Operand<? extends TNumber>) op.input(1)));
  }

  private static boolean sameRows(Shape one, Shape other) {
    return one.numDimensions() > 1
        && other.numDimensions() > 1
        && Shapes.last(one) == Shapes.last(other);
  }

  /**
   * Checks what {@link #smooth} takes.
   *
   * @throws IllegalArgumentException if the share is not in [0, 1]
   */
  static void checkSmoothing(String loss, float share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "%s needs a labelSmoothing in [0, 1], but got %s.".formatted(loss, share));
    }
  }

  /**
   * Targets of which a share is spread evenly over all classes (Szegedy et al. 2016): {@code target
   * · (1 − share) + share / classes}, of the target's shape.
   */
  static Operand<TFloat32> smooth(Ops tf, Operand<TFloat32> target, float share, int classes) {
    return share == 0
        ? target
        : tf.math.add(tf.math.mul(target, tf.constant(1 - share)), tf.constant(share / classes));
  }
}
