package dev.lamina.view.diagram;

import dev.lamina.layer.Shapes;
import dev.lamina.network.Network;
import dev.lamina.network.Part;
import dev.lamina.network.PlacedLayer;
import dev.lamina.view.diagram.Mark.Box;
import dev.lamina.view.diagram.Mark.Label;
import dev.lamina.view.diagram.Mark.Line;
import dev.lamina.view.diagram.Mark.Stroke;
import dev.lamina.view.diagram.Mark.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.ndarray.Shape;

/**
 * A network of any kind as a box for each input and layer, below all that it takes. Each row is as
 * far from the inputs as the longest way to it; what is taken further below goes past the rows
 * between (Sugiyama et al. 1981).
 */
final class GraphLayout {
  private static final double HEIGHT = 3 * Mark.LINE;
  private static final double ROW = HEIGHT + 2 * Mark.LINE;
  private static final double GAP = 24;

  private final List<List<RowCell>> rows = new ArrayList<>();
  private final Map<String, RowCell> boxes = new HashMap<>();
  private final List<Mark> marks = new ArrayList<>();

  /** A box in a row, or the place where a line goes past it. */
  private static final class RowCell {
    final int row;
    final double width;
    final List<RowCell> above = new ArrayList<>();
    double x;

    RowCell(int row, double width) {
      this.row = row;
      this.width = width;
    }

    Point top() {
      return new Point(x, row * ROW);
    }

    Point bottom() {
      return new Point(x, row * ROW + HEIGHT);
    }
  }

  /** What is written in a box. */
  private record Caption(String name, String what, Shape shape, Tone tone) {
    List<Mark> at(Point middle) {
      return List.of(
          Label.words(middle.plus(0, -0.5 * Mark.LINE), what),
          Label.words(middle.plus(0, 0.6 * Mark.LINE), name + " " + Shapes.text(shape)));
    }

    double width() {
      return Bounds.of(at(new Point(0, 0))).width() + GAP;
    }
  }

  private GraphLayout() {}

  static List<Mark> of(Network network) {
    GraphLayout layout = new GraphLayout();
    List<Caption> all = words(network);
    Map<String, PlacedLayer> layers = new HashMap<>();
    network.layers().forEach(layer -> layers.put(layer.name(), layer));
    for (Caption words : all) {
      PlacedLayer layer = layers.get(words.name());
      layout.add(words, layer == null ? List.of() : layer.sources());
    }
    layout.rows.forEach(GraphLayout::spread);
    layout.rows.forEach(row -> row.forEach(layout::lines));
    all.forEach(layout::box);
    return layout.marks;
  }

  private static List<Caption> words(Network network) {
    List<String> outputs = network.outputs().names();
    List<Caption> words = new ArrayList<>();
    for (Part input : network.inputs().list()) {
      words.add(new Caption(input.name(), "input", input.shape(), Tone.INPUT));
    }
    for (PlacedLayer layer : network.layers()) {
      Tone tone = outputs.contains(layer.name()) ? Tone.OUTPUT : Tone.HIDDEN;
      String shared = layer.shares() ? ", weights of " + layer.owner() : "";
      words.add(new Caption(layer.name(), layer.layer() + shared, layer.output(), tone));
    }
    return words;
  }

  private void add(Caption words, List<String> sources) {
    List<RowCell> from = sources.stream().map(this::box).toList();
    int row = from.stream().mapToInt(cell -> cell.row + 1).max().orElse(0);
    RowCell cell = cell(row, words.width());
    from.forEach(source -> cell.above.add(past(source, row - 1)));
    boxes.put(words.name(), cell);
  }

  private RowCell box(String name) {
    return Objects.requireNonNull(boxes.get(name));
  }

  private RowCell cell(int row, double width) {
    while (rows.size() <= row) {
      rows.add(new ArrayList<>());
    }
    RowCell cell = new RowCell(row, width);
    rows.get(row).add(cell);
    return cell;
  }

  /** Where the line from a cell passes a row, the cell itself in its own one. */
  private RowCell past(RowCell from, int row) {
    RowCell last = from;
    while (last.row < row) {
      RowCell before = last;
      last =
          rows.size() <= before.row + 1
              ? passing(before)
              : rows.get(before.row + 1).stream()
                  .filter(cell -> cell.width == 0 && cell.above.contains(before))
                  .findFirst()
                  .orElseGet(() -> passing(before));
    }
    return last;
  }

  private RowCell passing(RowCell before) {
    RowCell cell = cell(before.row + 1, 0);
    cell.above.add(before);
    return cell;
  }

  /** Places the cells of a row below what they take, as far apart as they need. */
  private static void spread(List<RowCell> row) {
    row.forEach(
        cell -> cell.x = cell.above.stream().mapToDouble(above -> above.x).average().orElse(0));
    row.sort(Comparator.comparing(cell -> cell.x));
    double wanted = row.stream().mapToDouble(cell -> cell.x).average().orElse(0);
    for (int i = 1; i < row.size(); i++) {
      RowCell before = row.get(i - 1);
      RowCell cell = row.get(i);
      cell.x = Math.max(cell.x, before.x + (before.width + cell.width) / 2 + GAP);
    }
    double shift = wanted - row.stream().mapToDouble(cell -> cell.x).average().orElse(0);
    row.forEach(cell -> cell.x += shift);
  }

  private void lines(RowCell cell) {
    boolean box = cell.width > 0;
    for (RowCell above : cell.above) {
      marks.add(new Line(above.bottom(), cell.top(), Stroke.STRONG, box));
    }
    if (!box) {
      marks.add(new Line(cell.top(), cell.bottom(), Stroke.STRONG, false));
    }
  }

  private void box(Caption words) {
    RowCell cell = box(words.name());
    Point middle = new Point(cell.x, cell.row * ROW + HEIGHT / 2);
    marks.add(new Box(Bounds.around(middle, cell.width, HEIGHT), words.tone()));
    marks.addAll(words.at(middle));
  }
}
