package dev.lamina.network;

import dev.lamina.layer.Dot;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Merging;
import dev.lamina.layer.Named;
import dev.lamina.layer.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * A place in a network that is a graph: an input, or what a layer makes of other nodes. Immutable;
 * its functions are made to be imported statically:
 *
 * <pre>{@code
 * Node image = input("image", Shape.of(28, 28, 1));
 * Node row = input("row", Shape.of(12));
 * Node both = concatenate(image.to(conv2D(8, 3), flatten()), row.to(dense(16)));
 * Node answer = both.to(dense(1), sigmoid()).named("answer");
 * }</pre>
 */
public final class Node {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_/-]*");

  private final Call call;
  private final @Nullable String name;

  /** What a node stands for: an input or one use of a layer. Told apart by identity. */
  static final class Call {
    final @Nullable Layer layer;
    final Shape shape;
    final List<Node> from;
    final Object weights;

    /**
     * A use of a layer, or an input.
     *
     * @param layer none if it is an input
     * @param shape of one example, if it is an input
     * @param from what goes into the layer
     * @param weights the same object for all calls with the same weights
     */
    Call(@Nullable Layer layer, Shape shape, List<Node> from, Object weights) {
      this.layer = layer;
      this.shape = shape;
      this.from = List.copyOf(from);
      this.weights = weights;
    }
  }

  Node(Call call, @Nullable String name) {
    this.call = call;
    this.name = name;
  }

  /**
   * An input of a network.
   *
   * @param name unique among its inputs and layers: letters, digits, {@code _}, {@code -} and
   *     {@code /}
   * @param shape of one example, without the batch axis
   */
  public static Node input(String name, Shape shape) {
    return new Node(new Call(null, shape, List.of(), new Object()), checked(name));
  }

  /** What a layer makes of nodes, in their order. */
  public static Node of(Layer layer, List<Node> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException(
          "A layer needs a node to take, but %s got none; begin with input(name, shape)."
              .formatted(layer));
    }
    if (layer instanceof Named named) {
      return of(named.layer(), inputs).named(named.name());
    }
    return layer instanceof Shared shared
        ? of(shared.layer(), inputs, shared.weights())
        : of(layer, inputs, new Object());
  }

  static Node of(Layer layer, List<Node> inputs, Object weights) {
    return new Node(new Call(layer, Shape.unknown(), inputs, weights), null);
  }

  /** What layers make of this node, one after the other; without layers this node. */
  public Node to(Layer... layers) {
    Node node = this;
    for (Layer layer : layers) {
      node = of(layer, List.of(node));
    }
    return node;
  }

  /**
   * The same node with a name of its own instead of one that its layer's type gives it. Its layer's
   * weights begin with it.
   *
   * @param name unique among the inputs and layers of a network: letters, digits, {@code _}, {@code
   *     -} and {@code /}
   */
  public Node named(String name) {
    return new Node(call, checked(name));
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A node's name has letters, digits, _, - and / and begins with a letter or digit, but got \"%s\"."
              .formatted(name));
    }
    return name;
  }

  /** The nodes one after the other along the last axis. */
  public static Node concatenate(Node first, Node... others) {
    return of(new Merging.Concatenate(-1), first, others);
  }

  /**
   * The nodes one after the other.
   *
   * @param axis as Keras counts: the batch axis is 0, the last axis -1
   */
  public static Node concatenate(int axis, Node first, Node... others) {
    return of(new Merging.Concatenate(axis), first, others);
  }

  /** The sum of the nodes; an axis of size 1 is stretched. */
  public static Node add(Node first, Node... others) {
    return of(Merging.Elementwise.ADD, first, others);
  }

  /** The first node less the second; an axis of size 1 is stretched. */
  public static Node subtract(Node first, Node second) {
    return of(Merging.Elementwise.SUBTRACT, first, second);
  }

  /** The product of the nodes, number by number; an axis of size 1 is stretched. */
  public static Node multiply(Node first, Node... others) {
    return of(Merging.Elementwise.MULTIPLY, first, others);
  }

  /** The mean of the nodes, number by number; an axis of size 1 is stretched. */
  public static Node average(Node first, Node... others) {
    return of(Merging.Elementwise.AVERAGE, first, others);
  }

  /** The largest of the nodes' numbers at each place; an axis of size 1 is stretched. */
  public static Node maximum(Node first, Node... others) {
    return of(Merging.Elementwise.MAXIMUM, first, others);
  }

  /** The smallest of the nodes' numbers at each place; an axis of size 1 is stretched. */
  public static Node minimum(Node first, Node... others) {
    return of(Merging.Elementwise.MINIMUM, first, others);
  }

  /**
   * The dot products of two nodes along an axis of both.
   *
   * @param axis as Keras counts: the batch axis is 0, the last axis -1
   */
  public static Node dot(int axis, Node first, Node second) {
    return of(new Dot(List.of(axis), false), first, second);
  }

  private static Node of(Layer layer, Node first, Node... others) {
    List<Node> inputs = new ArrayList<>(List.of(others));
    inputs.add(0, first);
    return of(layer, inputs);
  }

  Call call() {
    return call;
  }

  /** The name that was given, if one was. */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }

  @Override
  public String toString() {
    String what = call.layer == null ? "input" : call.layer.toString();
    return name == null ? what : name + " (" + what + ")";
  }
}
