package dev.lamina.model;

import dev.lamina.layer.Shapes;
import dev.lamina.persist.FloatArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.tensorflow.ndarray.Shape;

/**
 * Checks weights that are given to a model.
 *
 * @param whose weights are wanted, for messages
 * @param wanted their shapes by name
 */
record GivenWeights(String whose, Map<String, Shape> wanted) {

  /** Weights for a network. */
  static GivenWeights of(Sequential network) {
    return new GivenWeights("the network", network.weightShapes());
  }

  /**
   * Checks that these are all weights that are wanted, and no others.
   *
   * @throws IllegalArgumentException if one is missing, unknown or of another size; names all such
   */
  void checkAll(Map<String, float[]> given) {
    check(given, true, GivenWeights::wrongSize);
  }

  /**
   * Checks that these are some of the weights that are wanted.
   *
   * @throws IllegalArgumentException if one is unknown or of another size; names all such
   */
  void checkSome(Map<String, float[]> given) {
    check(given, false, GivenWeights::wrongSize);
  }

  /**
   * The values of all weights that are wanted.
   *
   * @throws IllegalArgumentException if one is missing, unknown or of another shape; names all such
   */
  Map<String, float[]> all(Map<String, FloatArray> given) {
    check(given, true, GivenWeights::wrongShape);
    return values(given);
  }

  /**
   * The values of some of the weights that are wanted.
   *
   * @throws IllegalArgumentException if one is unknown or of another shape; names all such
   */
  Map<String, float[]> some(Map<String, FloatArray> given) {
    check(given, false, GivenWeights::wrongShape);
    return values(given);
  }

  private static Map<String, float[]> values(Map<String, FloatArray> given) {
    Map<String, float[]> values = new LinkedHashMap<>();
    given.forEach((name, array) -> values.put(name, array.values()));
    return values;
  }

  private <T> void check(
      Map<String, T> given, boolean all, BiFunction<Shape, T, Optional<String>> check) {
    List<String> wrong = new ArrayList<>();
    wanted.forEach(
        (name, shape) -> {
          T values = given.get(name);
          if (values != null) {
            check.apply(shape, values).ifPresent(difference -> wrong.add(name + difference));
          } else if (all) {
            wrong.add(name + " is missing");
          }
        });
    given.keySet().stream()
        .filter(name -> !wanted.containsKey(name))
        .forEach(name -> wrong.add(name + " is unknown"));
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "These are not the weights of %s: %s; it has %s."
              .formatted(whose, String.join(", ", wrong), wanted.keySet()));
    }
  }

  private static Optional<String> wrongSize(Shape shape, float[] given) {
    return given.length == shape.size()
        ? Optional.empty()
        : Optional.of(" has %d values instead of %d".formatted(given.length, shape.size()));
  }

  private static Optional<String> wrongShape(Shape shape, FloatArray given) {
    return given.shape().equals(shape)
        ? Optional.empty()
        : Optional.of(
            " has shape %s instead of %s"
                .formatted(Shapes.text(given.shape()), Shapes.text(shape)));
  }
}
