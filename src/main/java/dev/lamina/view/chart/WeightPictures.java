package dev.lamina.view.chart;

import dev.lamina.network.PlacedLayer;
import dev.lamina.network.Sequential;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/**
 * What the nodes of a network's first layer look for: a picture of each node's weights, blue where
 * ink speaks for the node and orange where it speaks against it.
 */
public final class WeightPictures {
  private WeightPictures() {}

  /**
   * The pictures of a network whose inputs are pictures and whose first layer has a kernel over all
   * pixels ({@code dense}) or over a window of them ({@code conv2D}); nothing of any other.
   *
   * @param weights by name, as {@code Model.weights} gives them
   * @param most how many nodes are shown at most
   */
  public static Optional<PictureGrid> of(
      String title, Sequential network, Map<String, float[]> weights, int most) {
    return network.layers().stream()
        .filter(PlacedLayer::counts)
        .findFirst()
        .flatMap(first -> of(title, network.inputShape(), first, weights, most));
  }

  /**
   * As {@link #of}, of what was added to the initial weights: what training has learned stands out
   * from the noise that it began with.
   *
   * @param seed of the initial weights
   */
  public static Optional<PictureGrid> changes(
      String title, Sequential network, Map<String, float[]> weights, long seed, int most) {
    Map<String, float[]> initial = network.initialWeights(seed);
    Map<String, float[]> changes = new HashMap<>();
    weights.forEach(
        (name, values) ->
            changes.put(name, minus(values, Objects.requireNonNull(initial.get(name)))));
    return of(title, network, changes, most);
  }

  private static float[] minus(float[] values, float[] others) {
    float[] differences = values.clone();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= others[i];
    }
    return differences;
  }

  private static Optional<PictureGrid> of(
      String title, Shape input, PlacedLayer layer, Map<String, float[]> weights, int most) {
    return layer.weights().stream()
        .filter(weight -> weight.name().equals("kernel"))
        .findFirst()
        .flatMap(
            kernel ->
                pixels(input, kernel.shape())
                    .map(
                        shape -> {
                          String name = layer.nameOf(kernel);
                          return grid(
                              title, shape, Objects.requireNonNull(weights.get(name)), most);
                        }));
  }

  /** The pixels that one node looks at. The last axis of a kernel is that of the nodes. */
  private static Optional<PictureShape> pixels(Shape input, Shape kernel) {
    return switch (kernel.numDimensions()) {
      case 2 -> PictureShape.of(input).filter(whole -> whole.size() == kernel.get(0));
      case 4 -> PictureShape.of(kernel.take(3));
      default -> Optional.empty();
    };
  }

  private static PictureGrid grid(String title, PictureShape shape, float[] values, int most) {
    int nodes = values.length / shape.size();
    float strongest = strongest(values);
    List<PictureGrid.Captioned> pictures = new ArrayList<>();
    for (int node = 0; node < Math.min(nodes, most); node++) {
      pictures.add(
          new PictureGrid.Captioned(
              Picture.signed(shape, node(values, node, nodes), strongest),
              "",
              "The weights of node " + (node + 1)));
    }
    String description =
        "%s: %d of %d nodes; blue is positive, up to %.3g, orange negative"
            .formatted(title, pictures.size(), nodes, strongest);
    return new PictureGrid(title, description, pictures);
  }

  private static float[] node(float[] values, int node, int nodes) {
    float[] own = new float[values.length / nodes];
    for (int i = 0; i < own.length; i++) {
      own[i] = values[i * nodes + node];
    }
    return own;
  }

  private static float strongest(float[] values) {
    float strongest = 0;
    for (float value : values) {
      strongest = Math.max(strongest, Math.abs(value));
    }
    return strongest;
  }
}
