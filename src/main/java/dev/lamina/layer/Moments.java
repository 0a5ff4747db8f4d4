package dev.lamina.layer;

import java.util.List;

/**
 * Mean and variance of each feature of a data set, as {@code Dataset.moments()} measures them.
 *
 * @param mean one for each feature
 * @param variance one for each feature, at least 0
 */
public record Moments(List<Float> mean, List<Float> variance) {

  /**
   * @throws IllegalArgumentException if there are not equally many of both, or none, or a number is
   *     not finite or a variance below 0
   */
  public Moments {
    mean = List.copyOf(mean);
    variance = List.copyOf(variance);
    if (mean.isEmpty() || mean.size() != variance.size()) {
      throw new IllegalArgumentException(
          "A mean and a variance of each feature are needed, but there are %s means and %s variances."
              .formatted(mean.size(), variance.size()));
    }
    if (!mean.stream().allMatch(Float::isFinite)
        || !variance.stream().allMatch(each -> Float.isFinite(each) && each >= 0)) {
      throw new IllegalArgumentException(
          "Means must be finite and variances at least 0, but got means %s and variances %s."
              .formatted(mean, variance));
    }
  }
}
