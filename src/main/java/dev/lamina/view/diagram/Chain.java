package dev.lamina.view.diagram;

import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LinearLayer;
import dev.lamina.layer.NormalizationLayer;
import dev.lamina.network.Network;
import dev.lamina.network.PlacedLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tensorflow.ndarray.Shape;

/**
 * A network as the lecture writes it: X → u⁽¹⁾ → v⁽¹⁾ → … A linear transform gives u, what follows
 * it without weights gives v; more transforms without weights give v′, v″.
 *
 * @param input the shape of one example
 * @param transforms the transforms in the order of the data, at least one
 * @param layers the number of layers that have weights
 */
record Chain(Shape input, List<Transform> transforms, int layers) {

  Chain {
    transforms = List.copyOf(transforms);
  }

  /**
   * The chain of a network whose layers are a list.
   *
   * @throws IllegalArgumentException if they are a graph; says what to do
   */
  static Chain of(Network network) {
    if (!network.isList()) {
      throw new IllegalArgumentException(
          "This shows layers one after the other, but those of the network branch; draw it with the notation graph, which has a box for each layer.");
    }
    List<Transform> transforms = new ArrayList<>();
    int layer = 0;
    for (PlacedLayer placed : network.layers()) {
      if (placed.counts()) {
        layer++;
        addWeighted(transforms, placed, layer);
      } else {
        transforms.add(Transform.of(placed, Transform.Kind.PLAIN, layer, after(transforms, layer)));
      }
    }
    return new Chain(network.inputShape(), transforms, layer);
  }

  private static void addWeighted(List<Transform> transforms, PlacedLayer placed, int layer) {
    Layer plain = Transform.plain(placed);
    if (plain instanceof LinearLayer<?> linear) {
      transforms.add(Transform.of(placed, Transform.Kind.LINEAR, layer, value("u", layer)));
      ActivationFunction activation = linear.settings().activation();
      if (activation != ActivationFunction.LINEAR) {
        transforms.add(
            new Transform(
                placed, Transform.Kind.PLAIN, layer, activation.label(), value("v", layer)));
      }
    } else {
      String letter = plain instanceof NormalizationLayer<?> ? "u" : "v";
      transforms.add(Transform.of(placed, Transform.Kind.WEIGHTED, layer, value(letter, layer)));
    }
  }

  /** What a transform without weights gives. */
  private static Term after(List<Transform> transforms, int layer) {
    Term last = transforms.isEmpty() ? start() : transforms.get(transforms.size() - 1).value();
    return last.equals(value("u", layer)) ? value("v", layer) : last.prime();
  }

  private static Term value(String letter, int layer) {
    return Term.variable(letter).above("(" + layer + ")");
  }

  /** The name of the data: X. */
  static Term start() {
    return Term.variable("X");
  }

  /** The transforms of a layer; of 0, those before all layers. */
  List<Transform> transforms(int layer) {
    return transforms.stream().filter(transform -> transform.layer() == layer).toList();
  }

  /** What a layer is called; 0 is the input. */
  String layerName(int layer) {
    if (layer == 0) {
      return "input layer";
    }
    if (layer == layers) {
      return "output layer";
    }
    return layers == 2 ? "hidden layer" : "hidden layer " + layer;
  }

  /** The colour of a layer. */
  Mark.Tone tone(int layer) {
    if (layer == 0) {
      return Mark.Tone.INPUT;
    }
    return layer == layers ? Mark.Tone.OUTPUT : Mark.Tone.HIDDEN;
  }

  /** How many layers there are, as the lecture counts them. */
  String counts() {
    int hidden = Math.max(0, layers - 1);
    return "%s layer%s, %s hidden layer%s"
        .formatted(layers, layers == 1 ? "" : "s", hidden, hidden == 1 ? "" : "s");
  }

  /**
   * One transform of a network and what it gives. A linear layer with an activation of its own
   * makes two of them.
   *
   * @param placed the entry of the network that the transform belongs to
   * @param kind what the transform is
   * @param layer the number of the layer as the lecture counts them: how many with weights there
   *     were up to here
   * @param text the transform in words, such as {@code dense(32)} or {@code relu}
   * @param value the name of what it gives, such as u⁽¹⁾
   */
  record Transform(PlacedLayer placed, Kind kind, int layer, String text, Term value) {

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
    static Transform of(PlacedLayer placed, Kind kind, int layer, Term value) {
      return new Transform(placed, kind, layer, text(plain(placed)), value);
    }

    /** The layer itself, whether frozen or not. */
    static Layer plain(PlacedLayer placed) {
      return placed.layer().trainable(true);
    }

    private static String text(Layer layer) {
      String text =
          layer instanceof LinearLayer<?> linear
              ? linear.activation(ActivationFunction.LINEAR).toString()
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
      return kind == Kind.LINEAR
          && plain(placed) instanceof Dense
          && placed.input().numDimensions() == 1;
    }

    /** Whether the transform has weights. */
    boolean weighted() {
      return kind != Kind.PLAIN;
    }

    /** Whether the transform adds a constant of its own to each node. */
    boolean hasBias() {
      return kind == Kind.LINEAR
          && plain(placed) instanceof LinearLayer<?> linear
          && linear.settings().useBias();
    }

    /** The shape of one example behind the transform. */
    Shape shape() {
      return placed.output();
    }
  }
}
