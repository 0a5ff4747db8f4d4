package dev.lamina.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What is predicted for a row of a table.
 *
 * @param label the name of the class; "" if a number is predicted
 * @param value what the network gives for the class, a probability behind softmax and sigmoid; or
 *     the number, in its own scale
 * @param classes what the network gives for each class, by its name; none of a number
 */
public record RowPrediction(String label, float value, Map<String, Float> classes) {

  public RowPrediction {
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
  }

  /** {@code Adelie (0.982)}, or the number. */
  @Override
  public String toString() {
    return label.isEmpty()
        ? String.valueOf(value)
        : String.format(Locale.ROOT, "%s (%.3f)", label, value);
  }
}
