package dev.lamina.view.diagram;

import dev.lamina.layer.ActivationFunction;
import dev.lamina.layer.Affine;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LinearLayer;
import dev.lamina.network.PlacedLayer;
import dev.lamina.network.Sequential;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * A network as the lecture writes it: X → u⁽¹⁾ → v⁽¹⁾ → … A linear transform gives u, what follows
 * it without weights gives v; more transforms without weights give v′, v″.
 *
 * @param input the shape of one example
 * @param links the transforms in the order of the data, at least one
 * @param layers the number of layers that have weights
 */
record Chain(Shape input, List<Link> links, int layers) {

  Chain {
    links = List.copyOf(links);
  }

  static Chain of(Sequential network) {
    List<Link> links = new ArrayList<>();
    int layer = 0;
    for (PlacedLayer placed : network.layers()) {
      if (placed.counts()) {
        layer++;
        addWeighted(links, placed, layer);
      } else {
        links.add(Link.of(placed, Link.Kind.PLAIN, layer, after(links, layer)));
      }
    }
    return new Chain(network.inputShape(), links, layer);
  }

  private static void addWeighted(List<Link> links, PlacedLayer placed, int layer) {
    Layer plain = Link.plain(placed);
    if (plain instanceof LinearLayer<?> linear) {
      links.add(Link.of(placed, Link.Kind.LINEAR, layer, value("u", layer)));
      ActivationFunction activation = linear.linear().activation();
      if (activation != ActivationFunction.LINEAR) {
        links.add(new Link(placed, Link.Kind.PLAIN, layer, activation.label(), value("v", layer)));
      }
    } else {
      String letter = plain instanceof Affine<?> ? "u" : "v";
      links.add(Link.of(placed, Link.Kind.WEIGHTED, layer, value(letter, layer)));
    }
  }

  /** What a transform without weights gives. */
  private static Term after(List<Link> links, int layer) {
    Term last = links.isEmpty() ? start() : links.get(links.size() - 1).value();
    return last.equals(value("u", layer)) ? value("v", layer) : last.prime();
  }

  private static Term value(String letter, int layer) {
    return Term.variable(letter).above("(" + layer + ")");
  }

  /** The name of the data: X. */
  static Term start() {
    return Term.variable("X");
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
    return "%d layer%s, %d hidden layer%s"
        .formatted(layers, layers == 1 ? "" : "s", hidden, hidden == 1 ? "" : "s");
  }
}
