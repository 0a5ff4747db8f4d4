package dev.lamina.model;

import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LayerTypes;
import dev.lamina.layer.ShapeException;
import dev.lamina.layer.Shapes;
import dev.lamina.network.Network;
import dev.lamina.network.PlacedLayer;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * A network that is a list of layers, each fed by the one before it. A value without weights:
 * {@link #compile} gives a model that has them.
 *
 * <pre>{@code
 * Sequential network = Sequential.of(Shape.of(784), dense(32), relu(), dense(1), sigmoid());
 * }</pre>
 */
public final class Sequential implements Network {
  private final Shape input;
  private final List<PlacedLayer> layers;
  private final @Nullable Initializer initializer;

  private Sequential(Shape input, List<PlacedLayer> layers, @Nullable Initializer initializer) {
    this.input = input;
    this.layers = List.copyOf(layers);
    this.initializer = initializer;
  }

  /**
   * A network for examples of the given shape.
   *
   * @param input the shape of one example, without the batch axis; every size is known and at least
   *     1
   * @param layers the layers in the order of the data
   * @throws ShapeException if a layer cannot take what comes out of the one before it; names the
   *     layer
   * @throws IllegalArgumentException if there are no layers
   */
  public static Sequential of(Shape input, Layer... layers) {
    return of(input, List.of(layers));
  }

  /** As {@link #of(Shape, Layer...)}. */
  public static Sequential of(Shape input, List<? extends Layer> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(
          "A network needs at least one layer, but the list is empty; begin with dense(units).");
    }
    if (input.isUnknown() || input.hasUnknownDimension() || input.size() < 1) {
      throw new ShapeException(
          "A network needs the whole shape of one example, without the batch axis, but got %s; write Shape.of(784), say."
              .formatted(input.isUnknown() ? "unknown" : Shapes.text(input)));
    }
    List<PlacedLayer> placed = new ArrayList<>();
    List<String> names = Layer.names(layers);
    Shape shape = input;
    for (Layer layer : layers) {
      PlacedLayer next = PlacedLayer.of(placed.size() + 1, names.get(placed.size()), layer, shape);
      placed.add(next);
      shape = next.output();
    }
    return new Sequential(input, placed, null);
  }

  /** The same network whose every weight draws its first value from the given initializer. */
  public Sequential initializer(Initializer initializer) {
    return new Sequential(
        input, layers.stream().map(layer -> layer.initializer(initializer)).toList(), initializer);
  }

  /**
   * The network of the first layers alone; their weights keep their names.
   *
   * @param count of layers, as {@link #summary} numbers them, at least 1
   */
  public Sequential take(int count) {
    if (count < 1 || count > layers.size()) {
      throw new IllegalArgumentException(
          "take needs from 1 to %d layers of this network, but got %d."
              .formatted(layers.size(), count));
    }
    return ofLayers(entries().subList(0, count));
  }

  /**
   * The network without its last layers, such as the head of a classifier; the weights of the
   * others keep their names.
   *
   * @param count of layers, as {@link #summary} numbers them; at least one layer stays
   */
  public Sequential dropLast(int count) {
    if (count < 0 || count >= layers.size()) {
      throw new IllegalArgumentException(
          "dropLast takes away from 0 to %d layers of this network, but got %d."
              .formatted(layers.size() - 1, count));
    }
    return take(layers.size() - count);
  }

  /**
   * The network with more layers behind; the weights of those that were there keep their names.
   *
   * @throws ShapeException if a layer cannot take what comes out of the one before it; names the
   *     layer
   */
  public Sequential append(Layer... more) {
    List<Layer> all = new ArrayList<>(entries());
    all.addAll(List.of(more));
    return ofLayers(all);
  }

  /** The same network whose every layer learns, or whose every layer stays as it is. */
  public Sequential trainable(boolean trainable) {
    return ofLayers(entries().stream().map(layer -> layer.trainable(trainable)).toList());
  }

  private List<Layer> entries() {
    return layers.stream().map(PlacedLayer::layer).toList();
  }

  private Sequential ofLayers(List<Layer> entries) {
    Sequential network = of(input, entries);
    return initializer == null ? network : network.initializer(initializer);
  }

  /** The initializer that took the place of those of the layers, if there is one. */
  @Nullable Initializer initializer() {
    return initializer;
  }

  /**
   * Reads a network that is written as JSON, such as {@code {"inputShape": [784], "layers":
   * [{"type": "Dense", "units": 10}]}}. {@link NetworkSpec} reads networks with layers of other
   * types than the built-in ones.
   *
   * @throws dev.lamina.spec.SpecException if it cannot be read; names the place
   * @throws ShapeException as {@link #of(Shape, List)}
   */
  public static Sequential fromJson(String json) {
    return NetworkSpec.read(LayerTypes.specs(), json).network();
  }

  /**
   * The network as JSON, from which {@link #fromJson} makes an equal one.
   *
   * @throws dev.lamina.spec.SpecException if it has layers, initializers, regularizers or
   *     constraints other than the built-in ones
   */
  public String toJson() {
    return NetworkSpec.of(this).write(LayerTypes.specs());
  }

  @Override
  public Shape inputShape() {
    return input;
  }

  @Override
  public List<PlacedLayer> layers() {
    return layers;
  }

  /**
   * A model of this network, on the automatically chosen device.
   *
   * @throws IllegalArgumentException if the loss or a metric cannot take the network's output
   */
  public Model compile(Optimizer optimizer, Loss loss, Metric... metrics) {
    return compile(Settings.of(optimizer, loss, metrics));
  }

  /** A model of this network, with all settings. */
  public Model compile(Settings settings) {
    return Model.of(this, settings);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sequential that
        && input.equals(that.input)
        && layers.equals(that.layers);
  }

  @Override
  public int hashCode() {
    return layers.hashCode();
  }

  @Override
  public String toString() {
    return Shapes.text(input)
        + layers.stream().map(l -> " → " + l.layer()).reduce("", String::concat);
  }
}
