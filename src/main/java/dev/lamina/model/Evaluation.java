package dev.lamina.model;

import dev.lamina.engine.Evaluator;
import dev.lamina.engine.Training;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How good a model is on a data set.
 *
 * @param examples how many examples there were
 * @param loss the mean over the examples
 * @param metrics their values, by name
 */
public record Evaluation(long examples, double loss, Map<String, Double> metrics) {

  /** The name of the loss among the values. */
  static final String LOSS = Training.LOSS;

  public Evaluation {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  static Evaluation of(Evaluator.LossAndMetrics sums) {
    return new Evaluation(sums.examples(), sums.loss(), sums.metrics());
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

  /**
   * The accuracy, of whichever kind it is.
   *
   * @throws IllegalArgumentException if the model was compiled without one, or with several; names
   *     the metrics it has
   */
  public double accuracy() {
    List<String> names =
        metrics.keySet().stream()
            .filter(name -> name.toLowerCase(Locale.ROOT).endsWith("accuracy"))
            .toList();
    return metric(names.size() == 1 ? names.get(0) : "accuracy");
  }

  /** The loss and the metrics by name, each name behind the prefix. */
  Map<String, Double> values(String prefix) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(prefix + LOSS, loss);
    metrics.forEach((name, value) -> values.put(prefix + name, value));
    return values;
  }

  /** The values in one line: {@code loss 0.4786, binaryAccuracy 0.9931}. */
  @Override
  public String toString() {
    return line(values(""));
  }

  /** Values in one line; those of losses with four digits, those of metrics with four places. */
  public static String line(Map<String, Double> values) {
    return values.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    entry.getKey().endsWith(LOSS) ? "%s %.4g" : "%s %.4f",
                    entry.getKey(),
                    entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
