package dev.lamina.model;

import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/**
 * Checks weights that are given to a model.
 *
 * @param whose weights are wanted, for messages
 * @param wanted their shapes by name
 */
record GivenWeights(String whose, Map<String, Shape> wanted) {

  /** Weights for a network. */
  static GivenWeights of(Functional network) {
    return new GivenWeights("the network", network.weightShapes());
  }

  /**
   * Checks that these are all weights that are wanted, and no others.
   *
   * @throws IllegalArgumentException if one is missing, unknown or of another shape; names all such
   */
  void checkAll(Map<String, FloatArray> given) {
    check(given, true);
  }

  /**
   * Checks that these are some of the weights that are wanted.
   *
   * @throws IllegalArgumentException if one is unknown or of another shape; names all such
   */
  void checkSome(Map<String, FloatArray> given) {
    check(given, false);
  }

  private void check(Map<String, FloatArray> given, boolean all) {
    List<String> wrong = new ArrayList<>();
    wanted.forEach(
        (name, shape) -> {
          FloatArray array = given.get(name);
          if (array == null) {
            if (all) {
              wrong.add(name + " is missing");
            }
          } else if (!array.shape().equals(shape)) {
            wrong.add(
                "%s has shape %s instead of %s"
                    .formatted(name, Shapes.text(array.shape()), Shapes.text(shape)));
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
}
