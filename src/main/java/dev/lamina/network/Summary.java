package dev.lamina.network;

import dev.lamina.layer.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a network as a table of text. */
final class Summary {
  private static final List<String> HEADER =
      List.of("#", "layer", "output shape", "nodes", "parameters");

  private Summary() {}

  static String of(Sequential network) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    rows.add(List.of("", "input", Shapes.text(network.inputShape()), "", ""));
    for (PlacedLayer layer : network.layers()) {
      rows.add(
          List.of(
              String.valueOf(layer.place()),
              layer.layer().toString(),
              Shapes.text(layer.output()),
              layer.counts() ? count(layer.nodes()) : "",
              layer.counts() ? count(layer.parameters()) : ""));
    }
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append(line(row, widths)).append('\n');
    }
    return text.append(counts(network)).toString();
  }

  private static String line(List<String> row, int[] widths) {
    String format =
        "%%%ds  %%-%ds  %%-%ds  %%%ds  %%%ds"
            .formatted((Object[]) java.util.Arrays.stream(widths).boxed().toArray(Integer[]::new));
    return format.formatted(row.toArray()).stripTrailing();
  }

  private static String counts(Sequential network) {
    return "%s (%s), %s, %s%n"
        .formatted(
            plural(network.layerCount(), "layer"),
            network.hiddenLayerCount() + " hidden",
            plural(network.nodes(), "node"),
            plural(network.parameters(), "parameter"))
        .replace(System.lineSeparator(), "\n");
  }

  private static String plural(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
