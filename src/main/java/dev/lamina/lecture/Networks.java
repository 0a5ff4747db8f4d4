package dev.lamina.lecture;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.dropout;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.text.Numbers.count;
import static dev.lamina.text.Numbers.fixed;

import dev.lamina.data.Dataset;
import dev.lamina.engine.Device;
import dev.lamina.engine.Inference;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Sequential;
import dev.lamina.network.PlacedLayer;
import dev.lamina.text.Table;
import dev.lamina.view.diagram.Diagram;
import dev.lamina.view.diagram.Formula;
import dev.lamina.view.diagram.Notation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/** 1A to 1C: how three networks are drawn, what a node is, and how layers are counted. */
public final class Networks {
  private Networks() {}

  /** 1A: one node in all notations, and what bias=True stands for. */
  static void logistic(Presentation to) {
    // code 1A
    Sequential net = Sequential.of(Shape.of(1), dense(1), sigmoid());
    // end
    to.say("1A.formula");
    to.formula(Formula.of(net));
    to.code(Networks.class, "1A");
    to.say("1A.pictures");
    for (Notation notation : Notation.values()) {
      if (notation.ofOneNode()) {
        to.draw("1A." + notation.label(), Diagram.of(net).notation(notation));
      }
    }
    addBias(to, net);
  }

  /** The constant 1 as an input and bias=True give the same. */
  private static void addBias(Presentation to, Sequential biased) {
    float[] w = {1, -2};
    float[] x = {-1, 0, 1, 2};
    // code 1A.bias
    Sequential unbiased = Sequential.of(Shape.of(2), dense(1).useBias(false), sigmoid());
    float[][] ones = {{1, x[0]}, {1, x[1]}, {1, x[2]}, {1, x[3]}};
    // end
    float[] byBias = predict(biased, column(x), new float[] {w[1]}, new float[] {w[0]});
    float[] byOnes = predict(unbiased, ones, w);
    Table table = to.words().table("1A.bias.columns");
    for (int i = 0; i < x.length; i++) {
      table = table.row(fixed(x[i], 0), fixed(byBias[i], 4), fixed(byOnes[i], 4));
    }
    to.say("1A.bias", fixed(w[0], 0), fixed(w[1], 0));
    to.code(Networks.class, "1A.bias");
    to.show("1A.bias.table", table);
  }

  private static float[][] column(float[] x) {
    float[][] column = new float[x.length][];
    for (int i = 0; i < x.length; i++) {
      column[i] = new float[] {x[i]};
    }
    return column;
  }

  /** The first number of each prediction, by weights in the order of the layers. */
  private static float[] predict(Sequential net, float[][] x, float[]... weights) {
    Map<String, FloatArray> named = weights(net, weights);
    try (Inference inference = Inference.of(net, named, Device.CPU.resolve())) {
      float[][] rows = inference.predict(Dataset.ofInputs(x));
      float[] predictions = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        predictions[i] = rows[i][0];
      }
      return predictions;
    }
  }

  private static Map<String, FloatArray> weights(Sequential net, float[]... values) {
    Map<String, FloatArray> weights = new LinkedHashMap<>();
    net.weightShapes()
        .forEach((name, shape) -> weights.put(name, new FloatArray(shape, values[weights.size()])));
    return weights;
  }

  /** 1B: a hidden layer, and how layers are counted. */
  static void spec(Presentation to) {
    // code 1B
    Sequential net = Sequential.of(Shape.of(1), dense(2), relu(), dense(1), sigmoid());
    // end
    to.say("1B.what");
    to.formula(Formula.of(net));
    to.code(Networks.class, "1B");
    addParadox(to, net);
    to.draw("1B.features", Diagram.of(net).notation(Notation.FEATURES));
    to.say("1B.layers.formula");
    to.formula(Formula.of(net).inLayers());
    to.draw("1B.layers", Diagram.of(net).notation(Notation.LAYERS));
    addCounts(to);
    to.draw("1B.nodes", Diagram.of(net));
    to.say("1B.nodes.what");
  }

  /** A curve that no single node gives. */
  private static void addParadox(Presentation to, Sequential net) {
    float[][] weights = {{1, -1}, {0, 0}, {-6, -6}, {3}};
    float[] x = {-1, -0.5f, 0, 0.5f, 1};
    Sequential one = Sequential.of(Shape.of(1), dense(1), sigmoid());
    float[] line = predict(one, column(x), new float[] {3}, new float[] {0});
    float[] bent = predict(net, column(x), weights);
    Table table = to.words().table("1B.paradox.columns");
    for (int i = 0; i < x.length; i++) {
      table = table.row(fixed(x[i], 1), fixed(line[i], 4), fixed(bent[i], 4));
    }
    to.show("1B.paradox", table);
    to.draw("1B.weights", Diagram.of(net).weights(weights(net, weights)));
  }

  /** The lecture's six examples of how layers are counted. */
  public static List<Sequential> examples() {
    Shape one = Shape.of(1);
    return List.of(
        Sequential.of(one, dense(2), relu(), dense(1)),
        Sequential.of(one, dense(2), relu(), dense(1), sigmoid()),
        Sequential.of(one, dense(1)),
        Sequential.of(one, dense(1), sigmoid()),
        Sequential.of(one, dense(3), sigmoid(), dense(2), sigmoid(), dense(1)),
        Sequential.of(
            one,
            dense(3),
            relu(),
            dropout(0.5f),
            dense(2),
            relu(),
            dropout(0.5f),
            dense(1),
            sigmoid()));
  }

  private static void addCounts(Presentation to) {
    Words words = to.words();
    to.say("1B.count");
    to.show(words.get("1B.count.rule"));
    to.say("1B.count.examples");
    Table table = words.table("1B.count.columns");
    List<Sequential> examples = examples();
    for (int i = 0; i < examples.size(); i++) {
      Sequential example = examples.get(i);
      String title = words.get("1B.example", i + 1);
      to.show(title + "\n" + listing(example, words.get("1B.example.mark")));
      table =
          table.row(
              title,
              count(example.layerCount()),
              count(example.hiddenLayerCount()),
              count(example.parameters()));
    }
    to.show("1B.count.table", table);
    to.say("1B.count.books");
  }

  /** A network, a line for each of its layers; those that have weights are marked. */
  private static String listing(Sequential network, String mark) {
    StringBuilder lines = new StringBuilder();
    for (PlacedLayer placed : network.layers()) {
      String layer = "  " + placed.layer();
      lines.append(placed.counts() ? "%-16s <- %s".formatted(layer, mark) : layer).append('\n');
    }
    return lines.toString();
  }

  /** 1C: the network that tells handwritten zeros from ones. */
  static void mnist(Presentation to) {
    // code 1C
    Sequential net = Sequential.of(Shape.of(28 * 28), dense(32), relu(), dense(1), sigmoid());
    // end
    to.say("1C.formula");
    to.formula(Formula.of(net));
    to.draw("1C.nodes", Diagram.of(net));
    to.say("1C.code");
    to.code(Networks.class, "1C");
    to.show(net.summary());
  }
}
