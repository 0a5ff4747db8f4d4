package dev.lamina.network;

import static dev.lamina.text.Numbers.count;

import dev.lamina.layer.Shapes;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;

/** Describes a network as text. */
final class Summary {
  private Summary() {}

  static String of(Network network) {
    return table(network) + counts(network) + "\n";
  }

  static Table table(Network network) {
    return network.isList() && network.hasUsualNames() ? ofList(network) : ofGraph(network);
  }

  private static Table ofGraph(Network network) {
    Table table =
        Table.of(
            Column.right("#"),
            Column.left("name"),
            Column.left("layer"),
            Column.left("takes"),
            Column.left("output shape"),
            Column.right("nodes"),
            Column.right("parameters"));
    for (Part input : network.inputs().list()) {
      table = table.row("", input.name(), "input", "", Shapes.text(input.shape()), "", "");
    }
    for (PlacedLayer layer : network.layers()) {
      table =
          table.row(
              String.valueOf(layer.place()),
              layer.name(),
              layer.layer().toString(),
              String.join(", ", layer.sources()),
              Shapes.text(layer.output()),
              layer.counts() ? count(layer.nodes()) : "",
              layer.shares() && !layer.weights().isEmpty()
                  ? "of " + layer.owner()
                  : layer.counts() ? count(layer.parameters()) : "");
    }
    return table;
  }

  private static Table ofList(Network network) {
    Table table =
        Table.of(
                Column.right("#"),
                Column.left("layer"),
                Column.left("output shape"),
                Column.right("nodes"),
                Column.right("parameters"))
            .row("", "input", Shapes.text(network.inputShape()), "", "");
    for (PlacedLayer layer : network.layers()) {
      table =
          table.row(
              String.valueOf(layer.place()),
              layer.layer().toString(),
              Shapes.text(layer.output()),
              layer.counts() ? count(layer.nodes()) : "",
              layer.counts() ? count(layer.parameters()) : "");
    }
    return table;
  }

  private static String counts(Network network) {
    return "%s (%s hidden), %s, %s"
        .formatted(
            plural(network.layerCount(), "layer"),
            network.hiddenLayerCount(),
            plural(network.nodes(), "node"),
            plural(network.parameters(), "parameter"));
  }

  private static String plural(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }
}
