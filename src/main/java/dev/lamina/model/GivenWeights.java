package dev.lamina.model;

import dev.lamina.layer.Shapes;
import dev.lamina.network.Sequential;
import dev.lamina.persist.FloatArray;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/** Checks weights that are given to a model. */
final class GivenWeights {
  private GivenWeights() {}

  /**
   * Checks that these are all weights of the network, and no others.
   *
   * @throws IllegalArgumentException if one is missing, unknown or of another size; names all such
   */
  static void checkAll(Sequential network, Map<String, float[]> given) {
    Map<String, Shape> wanted = network.weightShapes();
    List<String> wrong = missing(wanted, given.keySet());
    wrong.addAll(wrongSizes(wanted, given));
    refuse("the network", wanted, wrong);
  }

  /**
   * Checks that these are weights of the network, be it only some.
   *
   * @throws IllegalArgumentException if one is unknown or of another size; names all such
   */
  static void checkSome(Sequential network, Map<String, float[]> given) {
    Map<String, Shape> wanted = network.weightShapes();
    refuse("the network", wanted, wrongSizes(wanted, given));
  }

  /**
   * The values of all weights of the network.
   *
   * @throws IllegalArgumentException if one is missing, unknown or of another shape; names all such
   */
  static Map<String, float[]> all(Sequential network, Map<String, FloatArray> given) {
    Map<String, Shape> wanted = network.weightShapes();
    List<String> wrong = missing(wanted, given.keySet());
    wrong.addAll(wrongShapes(wanted, given));
    refuse("the network", wanted, wrong);
    return values(given, "");
  }

  /**
   * The values of some weights of a layer, by their names in the network.
   *
   * @param wanted all weights of the layer by their names in it
   * @throws IllegalArgumentException if one is unknown or of another shape; names all such
   */
  static Map<String, float[]> someOf(
      String layer, Map<String, FloatArray> wanted, Map<String, FloatArray> given) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    wanted.forEach((name, array) -> shapes.put(name, array.shape()));
    refuse(layer, shapes, wrongShapes(shapes, given));
    return values(given, layer + "/");
  }

  private static Map<String, float[]> values(Map<String, FloatArray> given, String prefix) {
    Map<String, float[]> values = new LinkedHashMap<>();
    given.forEach((name, array) -> values.put(prefix + name, array.values()));
    return values;
  }

  private static List<String> missing(Map<String, Shape> wanted, Collection<String> given) {
    List<String> missing = new ArrayList<>();
    for (String name : wanted.keySet()) {
      if (!given.contains(name)) {
        missing.add(name + " is missing");
      }
    }
    return missing;
  }

  private static List<String> wrongSizes(Map<String, Shape> wanted, Map<String, float[]> given) {
    List<String> wrong = new ArrayList<>();
    given.forEach(
        (name, values) -> {
          Shape shape = wanted.get(name);
          if (shape == null) {
            wrong.add(name + " is unknown");
          } else if (values.length != shape.size()) {
            wrong.add("%s has %d values instead of %d".formatted(name, values.length, shape.size()));
          }
        });
    return wrong;
  }

  private static List<String> wrongShapes(
      Map<String, Shape> wanted, Map<String, FloatArray> given) {
    List<String> wrong = new ArrayList<>();
    given.forEach(
        (name, array) -> {
          Shape shape = wanted.get(name);
          if (shape == null) {
            wrong.add(name + " is unknown");
          } else if (!array.shape().equals(shape)) {
            wrong.add(
                "%s has shape %s instead of %s"
                    .formatted(name, Shapes.text(array.shape()), Shapes.text(shape)));
          }
        });
    return wrong;
  }

  private static void refuse(String whose, Map<String, Shape> wanted, List<String> wrong) {
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "These are not the weights of %s: %s; it has %s."
              .formatted(whose, String.join(", ", wrong), wanted.keySet()));
    }
  }
}
