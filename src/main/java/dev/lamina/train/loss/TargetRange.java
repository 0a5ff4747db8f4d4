package dev.lamina.train.loss;

/**
 * The values that a loss can take as targets, or a network as inputs.
 *
 * @param least the smallest
 * @param most the largest
 * @param whole whether only whole numbers will do
 * @param words the range in words, for messages
 */
public record TargetRange(float least, float most, boolean whole, String words) {
  /** Any finite number. */
  public static final TargetRange ANY =
      new TargetRange(-Float.MAX_VALUE, Float.MAX_VALUE, false, "finite numbers");

  /** Numbers from 0 to 1. */
  public static final TargetRange PROBABILITIES =
      new TargetRange(0, 1, false, "probabilities from 0 to 1");

  /** Numbers of at least 0. */
  public static final TargetRange NOT_NEGATIVE =
      new TargetRange(0, Float.MAX_VALUE, false, "finite numbers of at least 0");

  /** −1 for one class, 1 for the other; 0 stands for −1. */
  public static final TargetRange SIGNS =
      new TargetRange(-1, 1, true, "-1 (or 0) for one class and 1 for the other");

  /** Whole numbers from 0 to {@code classes - 1}. */
  public static TargetRange classes(int classes) {
    return new TargetRange(0, classes - 1, true, "whole class numbers from 0 to " + (classes - 1));
  }

  /** Whole numbers from 0 to {@code ids - 1}. */
  public static TargetRange ids(int ids) {
    return new TargetRange(
        0, ids - 1, true, "whole numbers from 0 to %s (ids of the embedding)".formatted(ids - 1));
  }

  /** The class number that a target stands for: 0 for the sign −1. */
  public float classOf(float target) {
    return equals(SIGNS) ? Math.max(0, target) : target;
  }

  /** Whether the value is in the range; NaN never is. */
  public boolean contains(float value) {
    return value >= least && value <= most && (!whole || value == Math.rint(value));
  }
}
