package dev.lamina.lecture;

import dev.lamina.network.Sequential;
import dev.lamina.view.Numbers;
import dev.lamina.view.Table;
import dev.lamina.view.Table.Column;

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
    stage.say(
        "A layer is counted if it has weights of its own: relu or sigmoid belong to the layer"
            + " before them, and the input is no layer. The last layer is the output, all before"
            + " it are hidden.");
    stage.show(counts());
    stage.say("In full, the network that tells handwritten zeros from ones:");
    stage.show(Networks.all().get(4).network().summary());
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
