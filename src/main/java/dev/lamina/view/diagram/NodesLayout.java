package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Chain.Transform;
import dev.lamina.view.diagram.Mark.Box;
import dev.lamina.view.diagram.Mark.Label;
import dev.lamina.view.diagram.Mark.Line;
import dev.lamina.view.diagram.Mark.Node;
import dev.lamina.view.diagram.Mark.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Draws a network as columns of nodes and volumes from left to right, dense layers with all their
 * edges, and which columns are a layer.
 */
final class NodesLayout {
  private static final double LINE = Mark.LINE;
  private static final double EDGES = 130;
  private static final double EDGES_WITH_WEIGHTS = 260;
  private static final double SHORTEST_ARROW = 56;
  private static final double GAP = 18;
  private static final double BIAS_RADIUS = 15;
  private static final double BIAS_ABOVE = 40;

  /** The most weights of a layer that can be read at its edges. */
  private static final int MOST_WEIGHTS = 16;

  private final Diagram diagram;
  private final Chain chain;
  private final EdgeWeights weights;

  /** Whether nodes are drawn, not features. */
  private final boolean nodes;

  private final boolean boxed;

  private final List<Placed> columns = new ArrayList<>();
  private final List<Mark> edges = new ArrayList<>();
  private final List<Mark> words = new ArrayList<>();

  /** What belongs to each layer; the first one is the input. */
  private final List<List<Mark>> layers;

  /** A column that is drawn around x. */
  private record Placed(LayerColumn column, List<Mark> marks, double x) {

    Bounds bounds() {
      return Bounds.of(marks);
    }

    /** Those that edges begin and end at; none in a volume. */
    List<Node> nodes() {
      return marks.stream().filter(Node.class::isInstance).map(Node.class::cast).toList();
    }

    /** Does something with the number, from 1, of each node that is drawn, and with the node. */
    void eachNode(BiConsumer<Long, Node> action) {
      List<Node> nodes = nodes();
      for (int i = 0; i < nodes.size(); i++) {
        boolean last = i == nodes.size() - 1;
        action.accept(last ? column.shape().size() : i + 1, nodes.get(i));
      }
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
    weights = new EdgeWeights(diagram.weights());
    nodes = diagram.notation() == Notation.NODES;
    boxed = diagram.notation() != Notation.FEATURES;
    layers =
        Stream.generate(() -> (List<Mark>) new ArrayList<Mark>())
            .limit(chain.layers() + 1)
            .toList();
  }

  static List<Mark> of(Diagram diagram, Chain chain) {
    NodesLayout layout = new NodesLayout(diagram, chain);
    layout.place(layout.nodes ? LayerColumn.ofNodes(chain) : LayerColumn.ofFeatures(chain));
    for (int i = 1; i < layout.columns.size(); i++) {
      layout.connect(layout.columns.get(i - 1), layout.columns.get(i));
    }
    if (!layout.nodes) {
      layout.addPrediction(layout.columns.get(layout.columns.size() - 1));
    }
    layout.addWords();
    List<Mark> all = new ArrayList<>();
    if (layout.boxed) {
      all.addAll(Box.around(layout.layers, layout::title));
    }
    all.addAll(layout.edges);
    layout.layers.forEach(all::addAll);
    all.addAll(layout.words);
    return all;
  }

  /** Puts the columns beside each other: neither they nor their words touch. */
  private void place(List<LayerColumn> all) {
    double end = 0;
    double wordsEnd = 0;
    for (LayerColumn column : all) {
      double left = Bounds.of(marks(column, 0)).left();
      double half = wordsWidth(column) / 2;
      double x = 0;
      if (!columns.isEmpty()) {
        boolean begins = columns.get(columns.size() - 1).column.layer() != column.layer();
        double rims = begins && boxed ? 2 * Box.RIM : 0;
        x = Math.max(end + gap(column) - left, wordsEnd + half) + rims;
      }
      Placed placed = new Placed(column, marks(column, x), x);
      columns.add(placed);
      layers.get(column.layer()).addAll(placed.marks);
      end = placed.bounds().right();
      wordsEnd = x + half + GAP;
    }
  }

  private List<Mark> marks(LayerColumn column, double x) {
    return column.marks(new Point(x, 0), diagram.maxNodes(), chain.tone(column.layer()));
  }

  /** The room behind the column before, for edges or for an arrow with its words. */
  private double gap(LayerColumn column) {
    if (column.isDense()) {
      return diagram.weights().isEmpty() ? EDGES : EDGES_WITH_WEIGHTS;
    }
    double arrow = column.from().map(transform -> width(transform.text())).orElse(0.0) + 2 * GAP;
    return Math.max(SHORTEST_ARROW, arrow);
  }

  private double wordsWidth(LayerColumn column) {
    double title = boxed ? width(title(column.layer())) : 0;
    return column.words().stream().map(NodesLayout::width).reduce(title, Math::max);
  }

  private static double width(String words) {
    return Term.words(words).room(Mark.SMALL);
  }

  /** Draws what is between a column and the one before. */
  private void connect(Placed before, Placed after) {
    if (after.column.isDense()) {
      after.column.from().ifPresent(transform -> addEdges(before, after, transform));
    } else if (after.column.isPointwise(before.column)) {
      for (int i = 0; i < after.nodes().size(); i++) {
        Node source = before.nodes().get(i);
        Node target = after.nodes().get(i);
        addArrow(Line.between(source, target, Stroke.STRONG, true), after.column);
      }
    } else {
      Point start = new Point(before.bounds().right() + GAP / 2, 0);
      Point end = new Point(after.bounds().left() - GAP / 2, 0);
      addArrow(new Line(start, end, Stroke.STRONG, true), after.column);
    }
  }

  private void addArrow(Line line, LayerColumn column) {
    edges.add(line);
    Point above = new Point((line.from().x() + line.to().x()) / 2, line.to().y() - 0.8 * LINE);
    column.from().ifPresent(transform -> words.add(Label.words(above, transform.text())));
  }

  private void addEdges(Placed before, Placed after, Transform transform) {
    List<Edge> dense = new ArrayList<>();
    Point above = new Point(before.x, before.bounds().top() - BIAS_ABOVE);
    Node one = new Node(above, BIAS_RADIUS, Term.number("1"), Mark.Tone.PLAIN);
    boolean bias = diagram.drawsBias() && transform.hasBias();
    if (bias) {
      layers.get(before.column.layer()).add(one);
    }
    after.eachNode(
        (to, target) -> {
          if (bias) {
            Line line = Line.between(one, target, Stroke.DASHED, false);
            dense.add(new Edge(line, weights.bias(transform, to), Mark.SMALL));
          }
          before.eachNode(
              (from, source) -> {
                Line line = Line.between(source, target, Stroke.FINE, false);
                dense.add(new Edge(line, weights.kernel(transform, from, to), Mark.SMALL));
              });
        });
    if (!diagram.weights().isEmpty() && dense.size() > MOST_WEIGHTS) {
      throw new IllegalArgumentException(
          "The %d edges of %s that are drawn have no room for their weights, of which %d can be read; draw fewer nodes of a layer, or no weights."
              .formatted(dense.size(), transform.text(), MOST_WEIGHTS));
    }
    edges.addAll(Edge.marks(dense));
  }

  /** Writes behind the last nodes that they are the prediction. */
  private void addPrediction(Placed last) {
    last.eachNode(
        (number, node) -> {
          Term prediction = last.column.numbered(Term.prediction(), number);
          Term equal = Term.number("= ").then(prediction);
          Point behind = node.at().plus(node.radius() + 24, 0);
          layers.get(chain.layers()).add(new Label(behind, equal, Mark.LARGE));
        });
  }

  /** Writes below all columns what each column is. */
  private void addWords() {
    double bottom = columns.stream().mapToDouble(c -> c.bounds().bottom()).max().orElse(0);
    double top = LINE * Math.ceil((bottom + GAP) / LINE);
    columns.forEach(placed -> layers.get(placed.column.layer()).addAll(placed.words(top)));
  }

  private String title(int layer) {
    return nodes ? chain.layerName(layer) : "Layer " + layer;
  }
}
