package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Chain.Transform;
import dev.lamina.view.diagram.Mark.Box;
import dev.lamina.view.diagram.Mark.Circle;
import dev.lamina.view.diagram.Mark.Label;
import dev.lamina.view.diagram.Mark.Line;
import dev.lamina.view.diagram.Mark.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Draws a network as columns of nodes and volumes from left to right, dense layers with all their
 * edges, and which columns are a layer; or as its transforms, in as many rows as it needs.
 */
final class ColumnsLayout {
  private static final double LINE = Mark.LINE;
  private static final double EDGES = 130;
  private static final double EDGES_WITH_WEIGHTS = 300;
  private static final double SHORTEST_ARROW = 56;
  private static final double GAP = 18;
  private static final double BIAS_RADIUS = 15;
  private static final double BIAS_ABOVE = 40;
  private static final double ROW = 180;

  /** The most transforms in a row. */
  private static final int IN_ROW = 8;

  /** The most weights of a layer that can be read at its edges. */
  private static final int MOST_WEIGHTS = 16;

  private final Diagram diagram;
  private final Chain chain;
  private final EdgeWeights weights;

  private final boolean boxed;

  private final List<Placed> columns = new ArrayList<>();
  private final List<Mark> edges = new ArrayList<>();
  private final List<Mark> words = new ArrayList<>();

  /** What belongs to each layer; the first one is the input. */
  private final List<List<Mark>> layers;

  /** The layers in each row. */
  private final List<List<Integer>> rows = new ArrayList<>();

  /** A column that is drawn around a point. */
  private record Placed(LayerColumn column, List<Mark> marks, Point at) {

    Bounds bounds() {
      return Bounds.of(marks);
    }

    /** Those that edges begin and end at; none in a volume. */
    List<Circle> nodes() {
      return marks.stream().filter(Circle.class::isInstance).map(Circle.class::cast).toList();
    }

    /** Does something with the number, from 1, of each node that is drawn, and with the node. */
    void eachNode(BiConsumer<Long, Circle> action) {
      List<Circle> nodes = nodes();
      for (int i = 0; i < nodes.size(); i++) {
        boolean last = i == nodes.size() - 1;
        action.accept(last ? column.shape().size() : i + 1, nodes.get(i));
      }
    }

    List<Label> words(double top) {
      List<Label> labels = new ArrayList<>();
      for (Term line : column.words()) {
        labels.add(new Label(at.plus(0, top + labels.size() * LINE), line, Mark.SMALL));
      }
      return labels;
    }
  }

  private ColumnsLayout(Diagram diagram, Chain chain) {
    this.diagram = diagram;
    this.chain = chain;
    weights = new EdgeWeights(diagram.weights());
    boxed = diagram.notation() != Notation.FEATURES;
    layers =
        Stream.generate(() -> (List<Mark>) new ArrayList<Mark>())
            .limit(chain.layers() + 1)
            .toList();
  }

  static List<Mark> of(Diagram diagram, Chain chain) {
    ColumnsLayout layout = new ColumnsLayout(diagram, chain);
    layout.place(
        switch (diagram.notation()) {
          case TRANSFORMS -> LayerColumn.ofTransforms(chain);
          case NODES -> LayerColumn.ofNodes(chain);
          default -> LayerColumn.ofFeatures(chain);
        });
    for (int i = 1; i < layout.columns.size(); i++) {
      layout.connect(layout.columns.get(i - 1), layout.columns.get(i));
    }
    if (diagram.notation() != Notation.NODES) {
      layout.addPrediction(layout.columns.get(layout.columns.size() - 1));
    }
    layout.addWords();
    List<Mark> all = new ArrayList<>();
    if (layout.boxed) {
      for (List<Integer> row : layout.rows) {
        List<List<Mark>> groups = row.stream().map(layout.layers::get).toList();
        all.addAll(Box.around(groups, i -> layout.title(row.get(i))));
      }
    }
    all.addAll(layout.edges);
    layout.layers.forEach(all::addAll);
    all.addAll(layout.words);
    return all;
  }

  /** Puts the columns beside each other: neither they nor their words touch. */
  private void place(List<LayerColumn> all) {
    double y = 0;
    double end = 0;
    double wordsEnd = 0;
    int inRow = 0;
    for (LayerColumn column : all) {
      boolean begins = layers.get(column.layer()).isEmpty();
      boolean full = inRow + chain.transforms(column.layer()).size() > IN_ROW;
      if (begins && (rows.isEmpty() || (column.whole() && full))) {
        y = rows.size() * (ROW + (diagram.drawsBias() ? LINE + BIAS_ABOVE : 0));
        end = 0;
        wordsEnd = 0;
        inRow = 0;
        rows.add(new ArrayList<>());
      }
      if (begins) {
        rows.get(rows.size() - 1).add(column.layer());
      }
      double half = wordsWidth(column) / 2;
      double x = columns.isEmpty() ? 0 : right(column, begins && boxed, end, wordsEnd);
      Placed placed = new Placed(column, marks(column, new Point(x, y)), new Point(x, y));
      columns.add(placed);
      layers.get(column.layer()).addAll(placed.marks);
      end = placed.bounds().right();
      wordsEnd = x + half + GAP;
      inRow++;
    }
  }

  /** How far to the right a column is, behind the end of the one before and of its words. */
  private double right(LayerColumn column, boolean box, double end, double wordsEnd) {
    double half = wordsWidth(column) / 2;
    double left = Bounds.of(marks(column, new Point(0, 0))).left();
    if (box && !column.isDense()) {
      // The words of an arrow from box to box are between them.
      return Math.max(end, wordsEnd) + gap(column) + Math.max(-left, half) + 2 * Box.RIM;
    }
    return Math.max(end + gap(column) - left, wordsEnd + half) + (box ? 2 * Box.RIM : 0);
  }

  private List<Mark> marks(LayerColumn column, Point at) {
    return column.marks(at, diagram.maxNodes(), chain.tone(column.layer()));
  }

  /** The room behind the column before, for edges or for an arrow with its words. */
  private double gap(LayerColumn column) {
    if (column.isDense()) {
      return diagram.weights().isEmpty() ? EDGES : EDGES_WITH_WEIGHTS;
    }
    double arrow = column.from().map(each -> width(words(column, each))).orElse(0.0) + 2 * GAP;
    return Math.max(SHORTEST_ARROW, arrow);
  }

  /** What is said of a transform at its arrow, besides its name if that is not all. */
  private static String words(LayerColumn column, Transform transform) {
    return column.whole() && transform.weighted() ? transform.remark() : transform.text();
  }

  private double wordsWidth(LayerColumn column) {
    double title = boxed ? width(title(column.layer())) : 0;
    return column.words().stream().map(line -> line.room(Mark.SMALL)).reduce(title, Math::max);
  }

  private static double width(String words) {
    return Term.words(words).room(Mark.SMALL);
  }

  /** Draws what is between a column and the one before. */
  private void connect(Placed before, Placed after) {
    if (after.column.isDense()) {
      after.column.from().ifPresent(transform -> addEdges(before, after, transform));
    } else if (after.at.y() > before.at.y()) {
      Point end = after.at.plus(-after.at.x() + after.bounds().left(), 0);
      addArrow(new Line(new Point(0, after.at.y()), end, Stroke.STRONG, true), after.column);
    } else if (after.column.isPointwise(before.column)) {
      for (int i = 0; i < after.nodes().size(); i++) {
        Circle source = before.nodes().get(i);
        Circle target = after.nodes().get(i);
        addArrow(Line.between(source, target, Stroke.STRONG, true), after.column);
      }
    } else {
      Point start = new Point(before.bounds().right() + GAP / 2, 0);
      Point end = new Point(after.bounds().left() - GAP / 2, 0);
      addArrow(new Line(start, end, Stroke.STRONG, true), after.column);
    }
    if (after.column.whole() && diagram.drawsBias()) {
      after.column.from().filter(Transform::hasBias).ifPresent(linear -> addConstant(after));
    }
  }

  private void addArrow(Line line, LayerColumn column) {
    edges.add(line);
    Transform transform = column.from().orElseThrow();
    Point middle = new Point((line.from().x() + line.to().x()) / 2, line.to().y());
    Label said = Label.words(middle.plus(0, -0.8 * LINE), words(column, transform));
    if (column.whole() && transform.weighted()) {
      words.add(new Label(said.at(), transform.name(), Mark.LARGE));
      said = new Label(middle.plus(0, 0.8 * LINE), said.text(), said.size());
    }
    if (!transform.remark().isEmpty() || !transform.weighted() || !column.whole()) {
      words.add(said);
    }
  }

  /** Draws the constant 1 above the value of a linear transform. */
  private void addConstant(Placed value) {
    Point above = value.at.plus(0, -2 * BIAS_ABOVE);
    Circle one = new Circle(above, BIAS_RADIUS, Term.number("1"), Mark.Tone.PLAIN);
    layers.get(value.column.layer()).add(one);
    edges.add(Line.between(one, value.nodes().get(0), Stroke.DASHED, true));
  }

  private void addEdges(Placed before, Placed after, Transform transform) {
    List<Edge> dense = new ArrayList<>();
    Point above = new Point(before.at.x(), before.bounds().top() - BIAS_ABOVE);
    Circle one = new Circle(above, BIAS_RADIUS, Term.number("1"), Mark.Tone.PLAIN);
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
          "The %s edges of %s that are drawn have no room for their weights, of which %s can be read; draw fewer nodes of a layer, or no weights."
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
    double bottom =
        columns.stream().mapToDouble(c -> c.bounds().bottom() - c.at.y()).max().orElse(0);
    double top = LINE * Math.ceil((bottom + GAP) / LINE);
    columns.forEach(placed -> layers.get(placed.column.layer()).addAll(placed.words(top)));
  }

  private String title(int layer) {
    boolean numbered = diagram.notation() == Notation.LAYERS;
    return numbered ? "Layer " + layer : chain.layerName(layer);
  }
}
