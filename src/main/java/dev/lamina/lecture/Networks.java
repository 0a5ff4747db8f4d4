package dev.lamina.lecture;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.layer.Layers.tanh;

import dev.lamina.layer.Layer;
import dev.lamina.model.Sequential;
import dev.lamina.text.Numbers;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import dev.lamina.view.diagram.Diagram;
import dev.lamina.view.diagram.Notation;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/** 1A to 1C: how networks are drawn, what a node is, and how layers are counted. */
public final class Networks {
  private Networks() {}

  /**
   * A network with its title.
   *
   * @param title what it is
   * @param network the network itself
   */
  public record Titled(String title, Sequential network) {}

  /** The lecture's examples of networks, from a single node to two hidden layers. */
  public static List<Titled> all() {
    return List.of(
        titled("linear regression", 1, dense(1)),
        titled("logistic regression of one feature", 1, dense(1), sigmoid()),
        titled("logistic regression of several features", 4, dense(1), sigmoid()),
        titled("softmax regression", 2, dense(3), softmax()),
        titled("one hidden layer", 784, dense(32), relu(), dense(1), sigmoid()),
        titled("two hidden layers", 2, dense(4), tanh(), dense(3), tanh(), dense(1), sigmoid()));
  }

  private static Titled titled(String title, int features, Layer... layers) {
    return new Titled(title, Sequential.of(Shape.of(features), layers));
  }

  static void present(Presentation to) {
    to.say(
        "A node adds up its inputs, each times a weight, and a constant, the bias: the linear"
            + " transform u. What it gives on is the activation v of that sum. The pair u → v is"
            + " one node, and nodes side by side are one layer.");
    Sequential node = all().get(1).network();
    to.say(
        "The lecture draws one node in steps, each leaving out more than the one before, here a logistic regression of one feature:");
    for (Notation notation : Notation.values()) {
      if (notation.ofOneNode()) {
        to.draw(caption(notation), Diagram.of(node).notation(notation));
      }
    }
    to.say("Networks are drawn as their transforms, with the shapes beneath:");
    Sequential digits = all().get(4).network();
    to.draw(
        "the transforms of a network of two layers",
        Diagram.of(digits).notation(Notation.TRANSFORMS));
    to.say("or as their nodes, where wide layers are shortened:");
    for (Titled example : all()) {
      to.draw(example.title(), Diagram.of(example.network()));
    }
    to.say(
        "A layer is counted if it has weights of its own: relu or sigmoid belong to the layer"
            + " before them, and the input is no layer. The last layer is the output, all before"
            + " it are hidden.");
    to.show("The examples, counted", counts());
    to.say("In full, the network that tells handwritten zeros from ones:");
    to.show(digits.summary());
  }

  private static String caption(Notation notation) {
    return switch (notation) {
      case OBSERVATIONS -> "every observation, with the constant 1";
      case OBSERVATION -> "the repetition left out";
      case VARIABLES -> "x and ŷ without index";
      case IMPLIED_BIAS -> "the bias implied: the constant 1 is not drawn";
      case SHORT_WEIGHTS -> "ŵ instead of ŵ₁";
      case SPLIT -> "the linear transform u and the activation v apart";
      case TRANSFORMS -> "the transforms";
      case FEATURES -> "the features";
      case LAYERS -> "the layers";
      case NODES -> "the nodes";
    };
  }

  private static Table counts() {
    Table table =
        Table.of(
            Column.left("example"),
            Column.left("network"),
            Column.right("layers"),
            Column.right("hidden"),
            Column.right("nodes"),
            Column.right("parameters"));
    for (Titled example : all()) {
      Sequential network = example.network();
      table =
          table.row(
              example.title(),
              network.toString(),
              String.valueOf(network.layerCount()),
              String.valueOf(network.hiddenLayerCount()),
              Numbers.count(network.nodes()),
              Numbers.count(network.parameters()));
    }
    return table;
  }
}
