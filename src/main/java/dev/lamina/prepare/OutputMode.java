package dev.lamina.prepare;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** How numbers of categories are written for a network, in Keras' words. */
public enum OutputMode {
  /** The number itself, for an embedding. */
  INT,
  /** 1 at the place of the category, 0 at all others. */
  ONE_HOT,
  /** 1 at the place of each word that is there, 0 at all others. */
  MULTI_HOT,
  /** How often each word is there. */
  COUNT,
  /** How often each word is there, times how rare it is: {@code log(1 + texts / (1 + of it))}. */
  TF_IDF;

  /** Refuses what is for texts of many words. */
  void checkSingle(String feature) {
    if (!List.of(INT, ONE_HOT).contains(this)) {
      throw new IllegalArgumentException(
          "%s has one number for each row, which is written as INT or ONE_HOT, but got %s; text(…) takes that."
              .formatted(feature, this));
    }
  }

  /** How many numbers one of so many categories takes. */
  int width(int depth) {
    return this == INT ? 1 : depth;
  }

  /**
   * Writes single numbers.
   *
   * @param numbers {@code [rows, 1]}, of which those below 0 are no category
   * @return {@code [rows, width]}
   */
  Operand<TFloat32> encode(Ops tf, Operand<TInt64> numbers, int depth) {
    if (this == INT) {
      return tf.dtypes.cast(numbers, TFloat32.class);
    }
    return tf.oneHot(
        tf.reshape(numbers, tf.constant(new int[] {-1})),
        tf.constant(depth),
        tf.constant(1f),
        tf.constant(0f));
  }
}
