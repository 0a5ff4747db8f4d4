package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Mark.Label;
import dev.lamina.view.diagram.Mark.Line;
import dev.lamina.view.diagram.Mark.Node;
import dev.lamina.view.diagram.Mark.Stroke;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a network as columns of nodes and volumes from left to right, dense layers with all their
 * edges, and names the layers below.
 */
final class NodesLayout {
  private static final double LINE = Mark.LINE;
  private static final double EDGES = 130;
  private static final double SHORTEST_ARROW = 56;
  private static final double GAP = 18;
  private static final double BIAS_RADIUS = 15;
  private static final double BIAS_ABOVE = 40;

  private final Diagram diagram;
  private final Chain chain;
  private final List<Placed> columns = new ArrayList<>();
  private final List<Mark> edges = new ArrayList<>();
  private final List<Mark> nodes = new ArrayList<>();
  private final List<Mark> words = new ArrayList<>();

  /** A column that is drawn around x. */
  private record Placed(LayerColumn column, List<Mark> marks, double x) {

    Bounds bounds() {
      return Bounds.of(marks);
    }

    /** Those that edges begin and end at; none in a volume. */
    List<Node> nodes() {
      return marks.stream().filter(Node.class::isInstance).map(Node.class::cast).toList();
    }

    List<Label> words(double top) {
      List<Label> labels = new ArrayList<>();
      for (String line : column.words()) {
        labels.add(Label.words(new Point(x, top + labels.size() * LINE), line));
      }
      return labels;
    }
  }

  private NodesLayout(Diagram diagram, Chain chain) {
    this.diagram = diagram;
    this.chain = chain;
  }

  static List<Mark> of(Diagram diagram, Chain chain) {
    NodesLayout layout = new NodesLayout(diagram, chain);
    layout.place(LayerColumn.of(chain));
    for (int i = 1; i < layout.columns.size(); i++) {
      layout.connect(layout.columns.get(i - 1), layout.columns.get(i));
    }
    layout.columns.forEach(placed -> layout.nodes.addAll(placed.marks));
    layout.addWords();
    List<Mark> all = new ArrayList<>(layout.edges);
    all.addAll(layout.nodes);
    all.addAll(layout.words);
    return all;
  }

  /** Puts the columns beside each other: neither they nor their words touch. */
  private void place(List<LayerColumn> all) {
    double end = 0;
    double wordsEnd = 0;
    for (LayerColumn column : all) {
      boolean last = columns.size() == all.size() - 1;
      double left = Bounds.of(marks(column, 0, last)).left();
      double half = wordsWidth(column) / 2;
      double x = columns.isEmpty() ? 0 : Math.max(end + gap(column) - left, wordsEnd + half);
      Placed placed = new Placed(column, marks(column, x, last), x);
      columns.add(placed);
      end = placed.bounds().right();
      wordsEnd = x + half + GAP;
    }
  }

  private List<Mark> marks(LayerColumn column, double x, boolean last) {
    return column.marks(new Point(x, 0), diagram.maxNodes(), chain.tone(column.layer()), last);
  }

  /** The room behind the column before, for edges or for an arrow with its words. */
  private static double gap(LayerColumn column) {
    double arrow = column.from().map(transform -> width(transform.text())).orElse(0.0) + 2 * GAP;
    return column.isDense() ? EDGES : Math.max(SHORTEST_ARROW, arrow);
  }

  private double wordsWidth(LayerColumn column) {
    double name = width(chain.layerName(column.layer()));
    return column.words().stream().map(NodesLayout::width).reduce(name, Math::max);
  }

  private static double width(String words) {
    return Term.words(words).room(Mark.SMALL);
  }

  /** Draws what is between a column and the one before. */
  private void connect(Placed before, Placed after) {
    if (!after.column.isDense()) {
      addArrow(before, after);
      return;
    }
    for (Node target : after.nodes()) {
      for (Node source : before.nodes()) {
        edges.add(Line.between(source, target, Stroke.FINE, false));
      }
    }
    if (diagram.bias() && after.column.from().filter(Chain.Transform::hasBias).isPresent()) {
      addBias(before, after);
    }
  }

  private void addArrow(Placed before, Placed after) {
    double start = before.bounds().right() + GAP / 2;
    double end = after.bounds().left() - GAP / 2;
    edges.add(new Line(new Point(start, 0), new Point(end, 0), Stroke.STRONG, true));
    Point above = new Point((start + end) / 2, -0.8 * LINE);
    after.column.from().ifPresent(transform -> words.add(Label.words(above, transform.text())));
  }

  /** Draws the constant 1 above a column. */
  private void addBias(Placed before, Placed after) {
    Point above = new Point(before.x, before.bounds().top() - BIAS_ABOVE);
    Node one = new Node(above, BIAS_RADIUS, Term.number("1"), Mark.Tone.BIAS);
    nodes.add(one);
    for (Node target : after.nodes()) {
      edges.add(Line.between(one, target, Stroke.DASHED, false));
    }
  }

  /** Writes below all columns what each column is, and which of them are a layer. */
  private void addWords() {
    double bottom = columns.stream().mapToDouble(c -> c.bounds().bottom()).max().orElse(0);
    double top = LINE * Math.ceil((bottom + GAP) / LINE);
    int lines = columns.stream().mapToInt(placed -> placed.column.words().size()).max().orElse(0);
    for (int layer = 0; layer <= chain.layers(); layer++) {
      List<Mark> above = new ArrayList<>();
      for (Placed placed : columns) {
        if (placed.column.layer() == layer) {
          words.addAll(placed.words(top));
          above.addAll(placed.words(top));
          above.addAll(placed.marks);
        }
      }
      words.addAll(Mark.Brace.below(above, top + LINE * (lines - 0.3), chain.layerName(layer)));
    }
  }
}
