package dev.lamina.network;

import dev.lamina.layer.Dense;
import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LayerNames;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.layer.Weight;
import dev.lamina.random.MersenneTwister;
import dev.lamina.spec.Nearest;
import dev.lamina.text.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.tensorflow.ndarray.Shape;

/**
 * Layers with their shapes and weights: what is counted, shown, trained and exported of a network,
 * however its user wrote it down.
 */
public interface Network {

  /** What goes into it, in the order of the names. */
  Parts inputs();

  /** Every layer at its place, each after those that it takes. */
  List<PlacedLayer> layers();

  /** What comes out of it: the layers of these names. */
  Parts outputs();

  /** Whether it has one input, and each layer takes the one before it alone. */
  default boolean isList() {
    List<String> before = inputs().names();
    for (PlacedLayer layer : layers()) {
      if (!layer.sources().equals(before)) {
        return false;
      }
      before = List.of(layer.name());
    }
    return outputs().names().equals(before);
  }

  /** Whether each layer has the name that its type gives it where its user gives none. */
  default boolean hasUsualNames() {
    LayerNames names = new LayerNames(Set.copyOf(inputs().names()));
    return layers().stream().allMatch(layer -> layer.name().equals(names.next(layer.layer())));
  }

  /** The shape of one example; of several inputs, that of them all in one row. */
  default Shape inputShape() {
    return inputs().shape();
  }

  /** The shape of one prediction; of several outputs, that of them all in one row. */
  default Shape outputShape() {
    return outputs().shape();
  }

  /**
   * Checks that it predicts one number, or one for each of several classes; one tells two apart.
   *
   * @param count how many classes there are; 1 if a number is predicted
   * @param of whose they are, for the message
   * @throws ShapeException if not; names both
   */
  default void checkPredicts(int count, String of) {
    long size = outputs().size();
    if (size != count && !(count == 2 && size == 1)) {
      throw new ShapeException(
          "There %s to predict of %s, but the network gives %s; end it with dense(%s), in a spec with \"units\": %s.%s"
              .formatted(
                  count == 1 ? "is a number" : "are " + count + " classes",
                  of,
                  Shapes.text(outputShape()),
                  count,
                  count,
                  unflattened()));
    }
  }

  /**
   * What may be wrong where the outputs have too many axes: the first dense layer that transforms
   * only the last of several axes. A sentence behind a space; empty if there is none.
   */
  default String unflattened() {
    return layers().stream()
        .filter(placed -> placed.layer().trainable(true) instanceof Dense)
        .filter(placed -> placed.input().numDimensions() > 1)
        .findFirst()
        .map(
            placed ->
                " Layer %s (%s) makes %s of %s: put flatten() before it if each of its nodes shall see all numbers."
                    .formatted(
                        placed.place(),
                        placed.layer().type(),
                        Shapes.text(placed.output()),
                        Shapes.text(placed.input())))
        .orElse("");
  }

  /**
   * How many ids the inputs are numbers of, by their names; those that take any numbers are not
   * named. See {@link Layer#ids}.
   */
  default Map<String, Integer> ids() {
    Map<String, Integer> ids = new HashMap<>();
    List<PlacedLayer> layers = layers();
    for (int i = layers.size() - 1; i >= 0; i--) {
      PlacedLayer placed = layers.get(i);
      placed
          .layer()
          .ids(Optional.ofNullable(ids.get(placed.name())))
          .ifPresent(
              number -> placed.sources().forEach(source -> ids.merge(source, number, Math::min)));
    }
    ids.keySet().retainAll(inputs().names());
    return ids;
  }

  /** The names of the layers whose output has a mask. See {@link Layer#masked}. */
  Set<String> masked();

  /** The number of nodes of all layers that have weights, inputs not counted. */
  default long nodes() {
    return layers().stream().mapToLong(PlacedLayer::nodes).sum();
  }

  /** The number of values of all weights. */
  default long parameters() {
    return declaredWeights().values().stream().mapToLong(weight -> weight.shape().size()).sum();
  }

  /** The number of values that training changes by their gradients. */
  default long trainedParameters() {
    return declaredWeights().values().stream()
        .filter(Weight::trained)
        .mapToLong(weight -> weight.shape().size())
        .sum();
  }

  /**
   * What the layers declare of all weights, by their names in the network, in the layers' order.
   */
  default Map<String, Weight> declaredWeights() {
    Map<String, Weight> weights = new LinkedHashMap<>();
    for (PlacedLayer layer : layers()) {
      layer.weights().forEach(weight -> weights.put(layer.nameOf(weight), weight));
    }
    return weights;
  }

  /** The names of all weights in the network, in the order of the layers. */
  default List<String> weightNames() {
    return List.copyOf(declaredWeights().keySet());
  }

  /** The shapes of all weights by their names in the network, in the order of the layers. */
  default Map<String, Shape> weightShapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    declaredWeights().forEach((name, weight) -> shapes.put(name, weight.shape()));
    return shapes;
  }

  /**
   * The entry of this name, such as {@code dense_1}.
   *
   * @throws IllegalArgumentException if there is none; names the nearest
   */
  default PlacedLayer layer(String name) {
    return layers().stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow(() -> noLayer(name));
  }

  private IllegalArgumentException noLayer(String name) {
    List<String> names = layers().stream().map(PlacedLayer::name).toList();
    return new IllegalArgumentException(
        "There is no layer \"%s\"; did you mean \"%s\"? There are %s."
            .formatted(name, Nearest.of(name, names), String.join(", ", names)));
  }

  /** The number of layers as the lecture counts them: those that have weights. */
  default int layerCount() {
    return (int) layers().stream().filter(PlacedLayer::counts).count();
  }

  /** The number of hidden layers: all but the last one that has weights. */
  default int hiddenLayerCount() {
    return Math.max(0, layerCount() - 1);
  }

  /**
   * Draws the first values of all weights.
   *
   * @param seed of the network's generator; an initializer with a seed of its own keeps it
   * @return by the weight's name in the network, in the order of the layers
   */
  default Map<String, FloatArray> initialWeights(long seed) {
    RandomGenerator random = new MersenneTwister(seed);
    Map<Initializer, Initializer.Draws> sequences = new HashMap<>();
    Map<String, FloatArray> values = new LinkedHashMap<>();
    declaredWeights()
        .forEach(
            (name, weight) -> {
              Initializer.Draws draws =
                  sequences.computeIfAbsent(weight.initializer(), i -> i.begin(random));
              values.put(name, checked(name, weight, draws.next(weight)));
            });
    return values;
  }

  private static FloatArray checked(String name, Weight weight, float[] drawn) {
    if (drawn.length != weight.size()) {
      throw new IllegalArgumentException(
          "The initializer of %s gave %s values, but its shape %s has %s; give as many."
              .formatted(name, drawn.length, Shapes.text(weight.shape()), weight.size()));
    }
    return new FloatArray(weight.shape(), drawn);
  }

  /** A table of the layers: each one's output shape, nodes and parameters. */
  default Table table() {
    return Summary.table(this);
  }

  /** The {@link #table} as text, and the counts below. */
  default String summary() {
    return Summary.of(this);
  }
}
