package dev.lamina.lecture;

import dev.lamina.network.Sequential;
import dev.lamina.text.Numbers;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import dev.lamina.view.diagram.Diagram;
import dev.lamina.view.diagram.Notation;

/** 1A to 1C: how networks are drawn, what a node is, and how layers are counted. */
final class NetworksSection implements Section {

  @Override
  public String name() {
    return "networks";
  }

  @Override
  public String title() {
    return "1A-1C: Drawing networks and counting their layers";
  }

  @Override
  public void present(Stage stage) {
    stage.say(
        "A node adds up its inputs, each times a weight, and a constant, the bias: the linear"
            + " transform u. What it gives on is the activation v of that sum. The pair u → v is"
            + " one node, and nodes side by side are one layer.");
    Sequential node = Networks.all().get(1).network();
    stage.say(
        "The lecture draws one node in steps, each leaving out more than the one before, here a logistic regression of one feature:");
    for (Notation notation : Notation.values()) {
      if (notation.ofOneNode()) {
        stage.draw(caption(notation), Diagram.of(node).notation(notation));
      }
    }
    stage.say("Networks are drawn as their transforms, with the shapes beneath:");
    Sequential digits = Networks.all().get(4).network();
    stage.draw(
        "the transforms of a network of two layers",
        Diagram.of(digits).notation(Notation.TRANSFORMS));
    stage.say("or as their nodes, where wide layers are shortened:");
    for (Networks.Example example : Networks.all()) {
      stage.draw(example.title(), Diagram.of(example.network()));
    }
    stage.say(
        "A layer is counted if it has weights of its own: relu or sigmoid belong to the layer"
            + " before them, and the input is no layer. The last layer is the output, all before"
            + " it are hidden.");
    stage.show("The examples, counted", counts());
    stage.say("In full, the network that tells handwritten zeros from ones:");
    stage.show(digits.summary());
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
    for (Networks.Example example : Networks.all()) {
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
