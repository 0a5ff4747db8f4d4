package dev.lamina.view.diagram;

import dev.lamina.layer.Dense;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LinearLayer;
import dev.lamina.network.PlacedLayer;
import java.util.Locale;
import org.tensorflow.ndarray.Shape;

/**
 * One transform of a network and what it gives. A linear layer with an activation of its own makes
 * two of them.
 *
 * @param placed the entry of the network that the transform belongs to
 * @param kind what the transform is
 * @param layer the number of the layer as the lecture counts them: how many with weights there were
 *     up to here
 * @param text the transform in words, such as {@code dense(32)} or {@code relu}
 * @param value the name of what it gives, such as u⁽¹⁾
 */
record Link(PlacedLayer placed, Kind kind, int layer, String text, Term value) {

  /** What transforms are. */
  enum Kind {
    /** Linear, with weights: l. */
    LINEAR,
    /** With weights, but not linear: f. */
    WEIGHTED,
    /** Without weights: activation functions, pooling, reshaping. */
    PLAIN
  }

  /** The longest text of a transform; of longer ones only the type is named. */
  private static final int LONGEST = 22;

  /** A transform that is a whole entry of a network, or its linear part. */
  static Link of(PlacedLayer placed, Kind kind, int layer, Term value) {
    return new Link(placed, kind, layer, text(plain(placed)), value);
  }

  /** The layer itself, whether frozen or not. */
  static Layer plain(PlacedLayer placed) {
    return placed.layer().trainable(true);
  }

  private static String text(Layer layer) {
    String text =
        layer instanceof LinearLayer<?> linear
            ? linear.activation(dev.lamina.layer.ActivationFunction.LINEAR).toString()
            : layer.toString();
    String type = layer.type();
    return text.length() <= LONGEST
        ? text
        : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
  }

  /** The transform as the lecture names it: l₁, relu. */
  Term name() {
    return switch (kind) {
      case LINEAR -> Term.variable("l").below(String.valueOf(layer));
      case WEIGHTED -> Term.variable("f").below(String.valueOf(layer));
      case PLAIN -> Term.words(text);
    };
  }

  /** What is to be said besides the name: the kind of layer, unless it is the usual one. */
  String remark() {
    return kind == Kind.PLAIN || isDense() ? "" : text;
  }

  /** Whether every value depends on every value before. */
  boolean isDense() {
    return kind == Kind.LINEAR && plain(placed) instanceof Dense;
  }

  /** Whether the transform has weights. */
  boolean weighted() {
    return kind != Kind.PLAIN;
  }

  /** Whether the transform adds a constant of its own to each node. */
  boolean hasBias() {
    return kind == Kind.LINEAR
        && plain(placed) instanceof LinearLayer<?> linear
        && linear.linear().useBias();
  }

  /** The shape of one example behind the transform. */
  Shape shape() {
    return placed.output();
  }
}
