package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Chain.Transform;
import dev.lamina.view.diagram.Mark.Label;
import dev.lamina.view.diagram.Mark.Line;
import dev.lamina.view.diagram.Mark.Node;
import dev.lamina.view.diagram.Mark.Stroke;
import dev.lamina.view.diagram.Mark.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.ndarray.Shape;

/**
 * Draws a network as its transforms, X → u⁽¹⁾ → v⁽¹⁾ → …, in as many rows as it needs. A layer is
 * not broken across rows.
 */
final class TransformsLayout {
  private static final double RADIUS = 24;
  private static final double LINE = Mark.LINE;
  private static final double SHORTEST_ARROW = 60;
  private static final double GAP = 28;
  private static final double ROW = 180;
  private static final double BIAS_RADIUS = 14;
  private static final double BIAS_ABOVE = 80;

  /** The most values in a row. */
  private static final int IN_ROW = 8;

  private final boolean bias;
  private final Chain chain;
  private final List<Mark> boxes = new ArrayList<>();
  private final List<Mark> lines = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private double y;

  private TransformsLayout(Diagram diagram, Chain chain) {
    this.bias = diagram.bias();
    this.chain = chain;
  }

  static List<Mark> of(Diagram diagram, Chain chain) {
    TransformsLayout layout = new TransformsLayout(diagram, chain);
    for (List<Integer> row : layout.rows()) {
      layout.addRow(row);
      layout.y += ROW + (layout.bias ? BIAS_ABOVE : 0);
    }
    List<Mark> all = new ArrayList<>(layout.boxes);
    all.addAll(layout.lines);
    all.addAll(layout.marks);
    return all;
  }

  /** The numbers of the layers in each row; 0 is the input. */
  private List<List<Integer>> rows() {
    List<List<Integer>> rows = new ArrayList<>();
    List<Integer> row = new ArrayList<>();
    long values = 1;
    for (int layer = 0; layer <= chain.layers(); layer++) {
      long more = transforms(layer).size();
      if (!row.isEmpty() && values + more > IN_ROW) {
        rows.add(row);
        row = new ArrayList<>();
        values = 0;
      }
      row.add(layer);
      values += more;
    }
    rows.add(row);
    return rows;
  }

  private List<Transform> transforms(int layer) {
    return chain.transforms().stream().filter(transform -> transform.layer() == layer).toList();
  }

  private void addRow(List<Integer> layers) {
    List<List<Mark>> groups = new ArrayList<>();
    Point at = new Point(0, y);
    Optional<Node> before = Optional.empty();
    for (int layer : layers) {
      List<Mark> values = new ArrayList<>();
      groups.add(values);
      if (layer == 0) {
        before = Optional.of(addValue(values, at, Chain.start(), chain.input(), Tone.INPUT));
      }
      for (Transform transform : transforms(layer)) {
        double arrow = arrow(transform);
        at = at.plus(2 * RADIUS + arrow, 0);
        Tone tone = chain.tone(layer);
        Node value = addValue(values, at, transform.value(), transform.shape(), tone);
        Point start =
            before.map(node -> node.at().plus(RADIUS, 0)).orElse(at.plus(-RADIUS - arrow, 0));
        addArrow(new Line(start, value.at().plus(-RADIUS, 0), Stroke.STRONG, true), transform);
        if (bias && transform.hasBias()) {
          addBias(values, value);
        }
        before = Optional.of(value);
      }
      if (layer == chain.layers()) {
        Term prediction = Term.number("= ").then(Term.prediction());
        values.add(new Label(at.plus(RADIUS + 24, 0), prediction, Mark.LARGE));
      }
    }
    boxes.addAll(Mark.Box.around(groups, i -> chain.layerName(layers.get(i))));
    groups.forEach(marks::addAll);
  }

  /**
   * How long an arrow must be for its words, and for the shapes and names of layers at its ends.
   */
  private double arrow(Transform transform) {
    double words =
        Math.max(transform.name().room(size(transform)), small(Term.words(transform.remark())));
    double shapes =
        small(Term.batch(transform.placed().input())) + small(Term.batch(transform.shape()));
    if (!transform.weighted()) {
      return Math.max(SHORTEST_ARROW, Math.max(words, shapes / 2 - 2 * RADIUS) + GAP);
    }
    double names = name(transform.layer() - 1) + name(transform.layer());
    double boxes = Math.max(0, Math.max(shapes, names) / 2 - 2 * RADIUS) + 2 * Mark.Box.RIM;
    return boxes + Math.max(words, GAP) + GAP;
  }

  private double name(int layer) {
    return small(Term.words(chain.layerName(layer)));
  }

  private static double small(Term term) {
    return term.room(Mark.SMALL);
  }

  private static double size(Transform transform) {
    return transform.weighted() ? Mark.LARGE : Mark.SMALL;
  }

  private static Node addValue(List<Mark> to, Point at, Term name, Shape shape, Tone tone) {
    Node value = new Node(at, RADIUS, name, tone);
    to.add(value);
    to.add(new Label(at.plus(0, 2 * LINE), Term.batch(shape), Mark.SMALL));
    return value;
  }

  private void addArrow(Line line, Transform transform) {
    Point middle = new Point((line.from().x() + line.to().x()) / 2 - 3, y);
    lines.add(line);
    marks.add(new Label(middle.plus(0, -0.8 * LINE), transform.name(), size(transform)));
    if (!transform.remark().isEmpty()) {
      marks.add(Label.words(middle.plus(0, 0.8 * LINE), transform.remark()));
    }
  }

  private void addBias(List<Mark> to, Node value) {
    Node one = new Node(value.at().plus(0, -BIAS_ABOVE), BIAS_RADIUS, Term.number("1"), Tone.PLAIN);
    to.add(one);
    lines.add(Line.between(one, value, Stroke.DASHED, true));
  }
}
