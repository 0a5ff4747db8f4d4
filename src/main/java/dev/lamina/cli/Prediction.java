package dev.lamina.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lamina.train.metric.ClassNumbers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a network gives for one example.
 *
 * @param values the numbers
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Prediction(float[] values) {

  /** What is printed as JSON: the number of an example or a picture's file, and what it is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Json(
      @Nullable Integer example,
      @Nullable String file,
      @JsonProperty("class") @Nullable Integer mostProbable,
      @Nullable Float probability,
      float[] output) {}

  /** Whether the network tells classes apart, rather than giving one number. */
  boolean hasClasses() {
    return values.length > 1;
  }

  /** Whether the numbers may be probabilities. */
  boolean isProbability() {
    for (float value : values) {
      if (!(value >= 0 && value <= 1)) {
        return false;
      }
    }
    return true;
  }

  /** The most probable class; of a single probability whether it is above 0.5. */
  int mostProbable() {
    return hasClasses() ? ClassNumbers.mostProbable(values) : values[0] > 0.5f ? 1 : 0;
  }

  /** The number of the most probable class; a single probability is that of class 1. */
  float best() {
    if (hasClasses()) {
      return values[mostProbable()];
    }
    return isProbability() && mostProbable() == 0 ? 1 - values[0] : values[0];
  }

  /**
   * The example of this number in a line.
   *
   * @param binary whether the examples are of classes 0 and 1
   */
  String line(int example, boolean binary) {
    return hasClasses() || (binary && isProbability())
        ? String.format(Locale.ROOT, "%d: class %d, %.4f", example, mostProbable(), best())
        : String.format(Locale.ROOT, "%d: %.6g", example, values[0]);
  }

  /**
   * The example of this number as JSON.
   *
   * @param binary whether the examples are of classes 0 and 1
   */
  Json json(int example, boolean binary) {
    return json(example, null, !hasClasses() && binary && isProbability());
  }

  /** The picture of this name as JSON. */
  Json json(String picture) {
    return json(null, picture, isProbability());
  }

  private Json json(@Nullable Integer example, @Nullable String file, boolean probable) {
    return new Json(
        example,
        file,
        probable || hasClasses() ? (Integer) mostProbable() : null,
        probable ? (Float) best() : null,
        values);
  }
}
