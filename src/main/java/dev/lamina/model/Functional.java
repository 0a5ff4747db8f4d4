package dev.lamina.model;

import dev.lamina.layer.Initializer;
import dev.lamina.layer.LayerTypes;
import dev.lamina.network.LayerGraph;
import dev.lamina.network.Network;
import dev.lamina.network.Node;
import dev.lamina.network.Parts;
import dev.lamina.network.PlacedLayer;
import dev.lamina.train.loss.Loss;
import dev.lamina.train.metric.Metric;
import dev.lamina.train.optimizer.Optimizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network that is a graph of layers: several inputs and outputs, skips, shared layers. A value
 * without weights: {@link #compile} gives a model that has them.
 *
 * <pre>{@code
 * Node image = input("image", Shape.of(28, 28, 1));
 * Node seen = image.to(conv2D(8, 3), relu(), flatten());
 * Functional network = Functional.of(
 *     seen.to(dense(10), softmax()).named("digit"),
 *     seen.to(dense(1), sigmoid()).named("even"));
 * }</pre>
 *
 * <p>{@link Sequential} is the shortest way to one whose layers are a list.
 */
public sealed class Functional implements Network permits Sequential {
  private final LayerGraph graph;
  private final @Nullable Initializer initializer;

  Functional(LayerGraph graph, @Nullable Initializer initializer) {
    this.graph = initializer == null ? graph : graph.initializer(initializer);
    this.initializer = initializer;
  }

  /**
   * The network that ends in the given nodes, its outputs.
   *
   * @throws dev.lamina.layer.ShapeException if a layer cannot take what goes into it; names the
   *     node and the shapes
   * @throws IllegalArgumentException if there are no outputs, one is an input, or two nodes have
   *     one name
   */
  public static Functional of(Node... outputs) {
    return of(List.of(outputs));
  }

  /** As {@link #of(Node...)}. */
  public static Functional of(List<Node> outputs) {
    return new Functional(LayerGraph.of(outputs), null);
  }

  /**
   * The same network whose every kernel and bias draws its first value from the given initializer.
   * What a layer begins with for a reason stays: the factors of normalizations and their running
   * moments, say.
   */
  public Functional initializer(Initializer initializer) {
    return new Functional(graph, initializer);
  }

  @Override
  public Set<String> masked() {
    return graph.masked();
  }

  /** The same network whose every layer learns, or whose every layer stays as it is. */
  public Functional trainable(boolean trainable) {
    return new Functional(graph.layers(layer -> layer.trainable(trainable)), initializer);
  }

  /**
   * An input or the output of a layer, by its name, from which another network can go on. There its
   * layers keep their names; {@link Pretrained#change} takes their weights along.
   *
   * @throws IllegalArgumentException if there is none; names the nearest
   */
  public Node node(String name) {
    return graph.node(name);
  }

  /**
   * This network as a part of another one, with one input and one output.
   *
   * @param name that the names of its layers begin with there; parts of this network with the same
   *     name have the same weights
   * @param input takes the place of this network's input
   * @throws IllegalArgumentException if this network has several inputs or outputs
   */
  public Node on(String name, Node input) {
    List<Node> ends = on(name, Map.of(inputs().names().get(0), input));
    if (ends.size() > 1) {
      throw new IllegalArgumentException(
          "The network has the outputs %s, but one is needed; give the inputs as a map, which gives a list of outputs."
              .formatted(outputs()));
    }
    return ends.get(0);
  }

  /**
   * This network as a part of another one.
   *
   * @param name as in {@link #on(String, Node)}
   * @param inputs take the places of this network's inputs, by their names
   * @return the outputs in their order
   * @throws IllegalArgumentException if an input is missing or unknown
   */
  public List<Node> on(String name, Map<String, Node> inputs) {
    if (!List.copyOf(inputs.keySet()).stream().sorted().toList().equals(inputs().names())) {
      throw new IllegalArgumentException(
          "The network \"%s\" takes %s, but got nodes for %s; give one for each input."
              .formatted(name, inputs(), inputs.keySet().stream().sorted().toList()));
    }
    return graph.within(name + "/", inputs);
  }

  /** The graph itself. */
  LayerGraph graph() {
    return graph;
  }

  /** The initializer that took the place of those of the layers, if there is one. */
  @Nullable Initializer initializer() {
    return initializer;
  }

  /**
   * Reads a network that is written as JSON; {@link NetworkSpec} says how, and reads networks with
   * layers of other types than the built-in ones.
   *
   * @throws dev.lamina.spec.SpecException if it cannot be read; names the place
   * @throws dev.lamina.layer.ShapeException as {@link #of(Node...)}
   */
  public static Functional fromJson(String json) {
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
  public Parts inputs() {
    return graph.inputs();
  }

  @Override
  public List<PlacedLayer> layers() {
    return graph.layers();
  }

  @Override
  public Parts outputs() {
    return graph.outputs();
  }

  /**
   * A model of this network, on the automatically chosen device.
   *
   * @throws IllegalArgumentException if the network has several outputs, or the loss or a metric
   *     cannot take its output
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
    return other instanceof Functional that && graph.equals(that.graph);
  }

  @Override
  public int hashCode() {
    return graph.hashCode();
  }

  @Override
  public String toString() {
    int count = layers().size();
    String counted = count + (count == 1 ? " layer" : " layers");
    return "%s → %s → %s".formatted(inputs(), counted, outputs());
  }
}
