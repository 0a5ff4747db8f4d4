package dev.lamina.train.loss;

/**
 * The target values that a loss can take.
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

  /** Whole numbers from 0 to {@code classes - 1}. */
  public static TargetRange classes(int classes) {
    return new TargetRange(0, classes - 1, true, "whole class numbers from 0 to " + (classes - 1));
  }

  /** Whether the value is in the range; NaN never is. */
  public boolean contains(float value) {
    return value >= least && value <= most && (!whole || value == (int) value);
  }
}
