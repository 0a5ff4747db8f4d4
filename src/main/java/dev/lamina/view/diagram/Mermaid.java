package dev.lamina.view.diagram;

import dev.lamina.network.PlacedLayer;
import dev.lamina.network.Sequential;
import dev.lamina.text.Numbers;

/** Networks as flowcharts of Mermaid: a box for each layer, the shapes at the arrows. */
final class Mermaid {
  private Mermaid() {}

  static String of(Sequential network) {
    StringBuilder text = new StringBuilder("flowchart LR\n");
    text.append("  layer0([\"X\"])\n");
    for (PlacedLayer placed : network.layers()) {
      String words = escape(placed.layer().toString()) + parameters(placed);
      text.append("  layer%d[\"%s\"]\n".formatted(placed.place(), words));
    }
    int end = network.layers().size() + 1;
    text.append("  layer%d([\"ŷ\"])\n".formatted(end));
    for (PlacedLayer placed : network.layers()) {
      text.append(arrow(placed.place(), Unicode.of(Term.batch(placed.input()))));
    }
    return text.append(arrow(end, Unicode.of(Term.batch(network.outputShape())))).toString();
  }

  private static String parameters(PlacedLayer placed) {
    return placed.counts() ? "<br>" + Numbers.count(placed.parameters()) + " parameters" : "";
  }

  private static String arrow(int to, String shape) {
    return "  layer%d -->|\"%s\"| layer%d\n".formatted(to - 1, shape, to);
  }

  /** Text of which Mermaid takes no character for its own. */
  private static String escape(String text) {
    return text.replace("#", "#35;")
        .replace("&", "#amp;")
        .replace("<", "#lt;")
        .replace(">", "#gt;")
        .replace("\"", "#quot;");
  }
}
