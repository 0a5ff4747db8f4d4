package dev.lamina.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How good a model is on a data set.
 *
 * @param examples how many examples there were
 * @param loss the mean over the examples
 * @param metrics their values, by name
 */
public record Evaluation(long examples, double loss, Map<String, Double> metrics) {

  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * A metric's value.
   *
   * @throws IllegalArgumentException if the model was compiled without it; names those it has
   */
  public double metric(String name) {
    Double value = metrics.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "There is no metric \"%s\" among %s; give it to compile()."
              .formatted(name, metrics.keySet()));
    }
    return value;
  }

  /** The values in one line: {@code loss 0.4786, binaryAccuracy 0.9931}. */
  @Override
  public String toString() {
    return line(loss, metrics);
  }

  static String line(double loss, Map<String, Double> metrics) {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "loss %.4g", loss));
    metrics.forEach(
        (name, value) -> text.append(String.format(Locale.ROOT, ", %s %.4f", name, value)));
    return text.toString();
  }
}
