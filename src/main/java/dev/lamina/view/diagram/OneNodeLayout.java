package dev.lamina.view.diagram;

import dev.lamina.layer.Shapes;
import dev.lamina.model.Sequential;
import dev.lamina.view.diagram.Chain.Transform;
import dev.lamina.view.diagram.Mark.Dots;
import dev.lamina.view.diagram.Mark.Label;
import dev.lamina.view.diagram.Mark.Line;
import dev.lamina.view.diagram.Mark.Node;
import dev.lamina.view.diagram.Mark.Stroke;
import dev.lamina.view.diagram.Mark.Tone;
import java.util.ArrayList;
import java.util.List;

/** Draws linear and logistic regression: one node, its inputs, their weights and the constant 1. */
final class OneNodeLayout {
  private static final double RADIUS = 22;
  private static final double PITCH = 60;
  private static final double REACH = 240;

  /** Where the label of a weight is, as a share of its edge, and how far above it. */
  private static final double WEIGHT_AT = 0.42;

  private static final double WEIGHT_ABOVE = 13;

  private final Notation notation;
  private final boolean bias;
  private final List<Transform> transforms;
  private final long features;
  private final List<Long> numbers;
  private final List<Mark> marks = new ArrayList<>();

  private OneNodeLayout(Diagram diagram, Chain chain) {
    notation = diagram.notation();
    transforms = chain.transforms();
    features = chain.input().size();
    numbers = LayerColumn.numbers(features, diagram.maxNodes());
    boolean shown = notation.compareTo(Notation.VARIABLES) <= 0 || diagram.bias();
    bias = shown && transforms.get(0).hasBias();
  }

  /**
   * Checks that a network is a single node.
   *
   * @throws IllegalArgumentException if it is not; says what it is and which notations draw it
   */
  static void check(Sequential network, Notation notation) {
    Chain chain = Chain.of(network);
    boolean oneNode =
        chain.input().numDimensions() == 1
            && chain.layers() == 1
            && chain.transforms().get(0).isDense()
            && chain.transforms().size() <= 2
            && network.nodes() == 1;
    if (!oneNode) {
      throw new IllegalArgumentException(
          "The notation %s draws networks of one node, such as [4] → dense(1) → sigmoid, but this is %s → … with %d nodes in %s; take nodes or transforms."
              .formatted(
                  notation.label(),
                  Shapes.text(network.inputShape()),
                  network.nodes(),
                  chain.counts()));
    }
  }

  static List<Mark> of(Diagram diagram, Chain chain) {
    OneNodeLayout layout = new OneNodeLayout(diagram, chain);
    if (layout.notation == Notation.OBSERVATIONS) {
      layout.addObservations();
    } else {
      layout.addObservation(layout.notation == Notation.OBSERVATION ? "i" : "", 0);
    }
    return layout.marks;
  }

  private void addObservations() {
    double top = 0;
    for (String observation : List.of("1", "2")) {
      top = addObservation(observation, top) + PITCH;
    }
    marks.add(new Dots(new Point(0, top)));
    marks.add(new Dots(new Point(REACH, top)));
    addObservation("n", top + PITCH);
  }

  /**
   * Draws one observation.
   *
   * @param observation its index, or nothing
   * @param top the centre of its first input
   * @return the centre of its last input, or of the words below its prediction
   */
  private double addObservation(String observation, double top) {
    double bottom = top + PITCH * (numbers.size() + (bias ? 1 : 0) - 1);
    Node target = target(observation, new Point(REACH, (top + bottom) / 2));
    double y = top;
    if (bias) {
      addSource(
          new Node(new Point(0, y), RADIUS, Term.number("1"), Tone.BIAS), weight("0"), target);
      y += PITCH;
    }
    for (long number : numbers) {
      Point at = new Point(0, y);
      if (number == LayerColumn.GAP) {
        marks.add(new Dots(at));
      } else {
        Node source = new Node(at, RADIUS, input(observation, number), Tone.INPUT);
        addSource(source, weight(String.valueOf(number)), target);
      }
      y += PITCH;
    }
    marks.add(target);
    if (notation == Notation.SPLIT) {
      addActivation(target);
      return bottom;
    }
    return Math.max(bottom, addActivationName(target));
  }

  private Node target(String observation, Point at) {
    Term label =
        notation == Notation.SPLIT ? Term.variable("u") : Term.prediction().below(observation);
    return new Node(at, RADIUS, label, Tone.OUTPUT);
  }

  private Term input(String observation, long feature) {
    if (features == 1) {
      return Term.variable("x").below(observation);
    }
    String comma = features > 9 && !observation.isEmpty() ? "," : "";
    return Term.variable("x").below(observation + comma + feature);
  }

  private Term weight(String index) {
    boolean plain =
        notation.compareTo(Notation.SHORT_WEIGHTS) >= 0 && features == 1 && !index.equals("0");
    return Term.variable("w").hat().below(plain ? "" : index);
  }

  private void addSource(Node source, Term weight, Node target) {
    Stroke stroke = source.tone() == Tone.BIAS ? Stroke.DASHED : Stroke.STRONG;
    Line line = Line.between(source, target, stroke, true);
    double length = line.from().distance(line.to());
    Point on = line.from().towards(line.to(), WEIGHT_AT * length);
    // The more the edge slopes, the nearer it comes to the label's corners.
    double slope = (line.to().y() - line.from().y()) / length;
    double above = WEIGHT_ABOVE * (1 + 0.8 * Math.abs(slope));
    marks.add(line);
    marks.add(source);
    marks.add(new Label(on.plus(0, -above), weight, Mark.LARGE));
  }

  /** Draws v beside u, and that the last of them is the prediction. */
  private void addActivation(Node u) {
    Node last = u;
    if (transforms.size() == 2) {
      last = new Node(u.at().plus(REACH / 1.5, 0), RADIUS, Term.variable("v"), Tone.OUTPUT);
      Line line = Line.between(u, last, Stroke.STRONG, true);
      marks.add(line);
      marks.add(last);
      Point middle = line.from().towards(line.to(), line.from().distance(line.to()) / 2);
      marks.add(Label.words(middle.plus(-4, -Mark.LINE), transforms.get(1).text()));
    }
    marks.add(
        new Label(
            last.at().plus(RADIUS + 24, 0), Term.number("= ").then(Term.prediction()), Mark.LARGE));
  }

  /** Writes the activation below the node, and says where the words are. */
  private double addActivationName(Node node) {
    if (transforms.size() < 2) {
      return node.at().y();
    }
    Point below = node.at().plus(0, 2 * Mark.LINE);
    marks.add(Label.words(below, transforms.get(1).text()));
    return below.y();
  }
}
