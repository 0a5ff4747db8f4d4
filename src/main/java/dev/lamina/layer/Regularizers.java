package dev.lamina.layer;

/** The built-in regularizers. */
public final class Regularizers {
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
}
