package dev.lamina.layer;

import java.util.Arrays;
import java.util.List;

/** The built-in constraints. */
public final class Constraints {
  private Constraints() {}

  /** Any values: the default. */
  public static Constraint none() {
    return AnyValue.NONE;
  }

  /** No negative values: those become zeros. */
  public static Constraint nonNegative() {
    return new NonNegative();
  }

  /**
   * No longer vectors of inputs to a node than the given length (Srivastava et al. 2014).
   *
   * @param maxValue the largest length, 2 in Keras if nothing is said
   */
  public static Constraint maxNorm(float maxValue) {
    return maxNorm(maxValue, 0);
  }

  /**
   * As {@link #maxNorm(float)} for vectors that lie along other axes.
   *
   * @param axis 0 for the kernel of a dense layer; 0, 1, 2 for that of a convolution
   */
  public static Constraint maxNorm(float maxValue, int... axis) {
    return new MaxNorm(maxValue, list(axis));
  }

  /** Vectors of inputs to a node that all have the length 1. */
  public static Constraint unitNorm() {
    return unitNorm(0);
  }

  /** As {@link #unitNorm()} for vectors that lie along other axes, as in {@link #maxNorm}. */
  public static Constraint unitNorm(int... axis) {
    return new UnitNorm(list(axis));
  }

  private static List<Integer> list(int... axis) {
    return Arrays.stream(axis).boxed().toList();
  }
}
