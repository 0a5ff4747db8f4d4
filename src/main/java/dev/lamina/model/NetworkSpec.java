package dev.lamina.model;

import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.network.PlacedLayer;
import dev.lamina.spec.Flattened;
import dev.lamina.spec.Specs;
import dev.lamina.spec.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * A network as it is written down: {@code {"inputShape": [784], "layers": [...]}}.
 *
 * @param inputShape the shape of one example
 * @param initializer of all weights, in place of those of the layers
 * @param layers in the order of the data
 */
@Flattened
public record NetworkSpec(
    List<Integer> inputShape, @Nullable Initializer initializer, List<Layer> layers) {

  /** A network without layers, which is none yet. */
  public static final NetworkSpec EMPTY = new NetworkSpec(List.of(), null, List.of());

  private static final Type<NetworkSpec> TYPE = Type.of("Network", EMPTY, "inputShape", "layers");

  public NetworkSpec {
    inputShape = List.copyOf(inputShape);
    layers = List.copyOf(layers);
  }

  /** How a network is written down. */
  public static NetworkSpec of(Sequential network) {
    return new NetworkSpec(
        Arrays.stream(network.inputShape().asArray()).mapToObj(Math::toIntExact).toList(),
        network.initializer(),
        network.layers().stream().map(PlacedLayer::layer).toList());
  }

  /**
   * Reads JSON.
   *
   * @param specs know the layers and what they hold
   * @throws dev.lamina.spec.SpecException if it cannot be read; names the place
   */
  public static NetworkSpec read(Specs specs, String json) {
    return specs.readDocument(TYPE, json);
  }

  /**
   * Writes JSON, from which {@link #read} makes an equal spec.
   *
   * @throws dev.lamina.spec.SpecException if the specs do not know a layer or what it holds
   */
  public String write(Specs specs) {
    return specs.writeDocument(TYPE, this);
  }

  /**
   * The network.
   *
   * @throws dev.lamina.layer.ShapeException as {@link Sequential#of(Shape, List)}
   * @throws IllegalArgumentException if there are no layers
   */
  public Sequential network() {
    long[] sizes = inputShape.stream().mapToLong(Integer::longValue).toArray();
    Sequential network = Sequential.of(Shape.of(sizes), layers);
    return initializer == null ? network : network.initializer(initializer);
  }
}
