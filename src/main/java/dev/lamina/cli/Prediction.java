package dev.lamina.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lamina.data.Values;
import dev.lamina.text.Numbers;
import dev.lamina.train.metric.ClassNumbers;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * What a network gives for one example.
 *
 * @param values the numbers, row-major
 * @param shape of them
 * @param ofClasses whether they tell classes apart: a number for each, or the probability of class
 *     1 alone
 * @param label the name of the class, if the model has one for each
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Prediction(float[] values, Shape shape, boolean ofClasses, @Nullable String label) {

  /** What is printed as JSON: the number of an example or a picture's file, and what it is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Json(
      @Nullable Integer example,
      @Nullable String file,
      @JsonProperty("class") @Nullable Integer mostProbable,
      @Nullable String label,
      @Nullable Float probability,
      Object output) {}

  /** Whether it is a class: what is NaN, or a single number that is no probability, is none. */
  boolean isClass() {
    return ofClasses
        && (values.length > 1
            ? IntStream.range(0, values.length).allMatch(i -> Float.isFinite(values[i]))
            : isProbability());
  }

  /** Whether the numbers may be probabilities. */
  boolean isProbability() {
    return IntStream.range(0, values.length).allMatch(i -> values[i] >= 0 && values[i] <= 1);
  }

  /** The most probable class; of a single probability whether it is above 0.5. */
  private int mostProbable() {
    return values.length > 1 ? ClassNumbers.mostProbable(values) : values[0] > 0.5f ? 1 : 0;
  }

  /** The number of the most probable class; a single probability is that of class 1. */
  private float best() {
    return values.length > 1 ? values[mostProbable()] : Math.max(values[0], 1 - values[0]);
  }

  /** The class by its name or number; nothing if it is none. */
  String className() {
    if (!isClass()) {
      return "";
    }
    return label == null ? String.valueOf(mostProbable()) : label;
  }

  /** The number of the class, or all numbers if it is none. */
  String numbers() {
    if (isClass()) {
      return Numbers.fixed(best(), 4);
    }
    String all = text(shape, 0);
    return shape.numDimensions() == 1 ? all.substring(1, all.length() - 1) : all;
  }

  private String text(Shape part, int from) {
    if (part.isScalar()) {
      return String.format(Locale.ROOT, "%.6g", values[from]);
    }
    int width = (int) part.tail().size();
    return IntStream.range(0, (int) part.get(0))
        .mapToObj(i -> text(part.tail(), from + i * width))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** The example of this number in a line. */
  String line(int example) {
    return "%s: %s%s".formatted(example, isClass() ? "class " + className() + ", " : "", numbers());
  }

  /** As JSON: of the example of a number, or of a picture. */
  Json json(@Nullable Integer example, @Nullable String file) {
    return new Json(
        example,
        file,
        isClass() ? (Integer) mostProbable() : null,
        isClass() ? label : null,
        isClass() && isProbability() ? (Float) best() : null,
        Values.of(Arrays.copyOf(values, values.length))
            .reshape(shape.asArray())
            .array(Object.class));
  }
}
