package dev.lamina.view.diagram;

import dev.lamina.layer.Shapes;
import dev.lamina.network.Network;
import dev.lamina.view.diagram.Chain.Transform;
import dev.lamina.view.diagram.Mark.Box;
import dev.lamina.view.diagram.Mark.Circle;
import dev.lamina.view.diagram.Mark.Dots;
import dev.lamina.view.diagram.Mark.Label;
import dev.lamina.view.diagram.Mark.Line;
import dev.lamina.view.diagram.Mark.Stroke;
import dev.lamina.view.diagram.Mark.Tone;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws linear and logistic regression: the inputs with their weights, the linear transform as a
 * node in the middle, and an arrow with the activation to the prediction.
 */
final class OneNodeLayout {
  private static final double RADIUS = 22;
  private static final double PITCH = 60;
  private static final double LINE = Mark.LINE;
  private static final double GAP = 18;

  private static final Term PLUS = Term.number(" + ");

  private final Notation notation;
  private final Transform linear;
  private final List<Transform> activations;
  private final long features;
  private final List<Long> numbers;
  private final EdgeWeights values;

  /** From the middle of an input to the linear transform, with room for the weight. */
  private final double reach;

  /** Whether the constant 1 is an input of its own. */
  private final boolean one;

  private final List<Mark> marks = new ArrayList<>();

  private OneNodeLayout(Diagram diagram, Chain chain) {
    notation = diagram.notation();
    linear = chain.transforms().get(0);
    activations = chain.transforms().subList(1, chain.transforms().size());
    features = chain.input().size();
    numbers = LayerColumn.numbers(features, diagram.maxNodes());
    values = new EdgeWeights(diagram.weights());
    reach = diagram.weights().isEmpty() ? 150 : 240;
    boolean shown = notation.compareTo(Notation.VARIABLES) <= 0 || diagram.drawsBias();
    one = shown && linear.hasBias();
  }

  /**
   * Checks that a network is a single node.
   *
   * @throws IllegalArgumentException if it is not; says what it is and which notations draw it
   */
  static void check(Network network, Notation notation) {
    Chain chain = Chain.of(network);
    boolean oneNode =
        chain.input().numDimensions() == 1
            && chain.layers() == 1
            && chain.transforms().get(0).isDense()
            && chain.transforms().size() <= 2
            && network.nodes() == 1;
    if (!oneNode) {
      throw new IllegalArgumentException(
          "The notation %s draws networks of one node, such as [4] → dense(1) → sigmoid, but this is %s → … with %s nodes in %s; take transforms, features, layers or nodes."
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
      top = addObservation(observation, top) + PITCH + LINE;
    }
    double end = Bounds.of(marks).right() - RADIUS;
    marks.add(new Dots(new Point(0, top)));
    marks.add(new Dots(new Point(end, top)));
    addObservation("n", top + PITCH + LINE);
  }

  /**
   * Draws one observation.
   *
   * @param observation its index, or nothing
   * @param top the centre of its first input
   * @return the centre of its last input
   */
  private double addObservation(String observation, double top) {
    double bottom = top + PITCH * (numbers.size() + (one ? 1 : 0) - 1);
    double y = (top + bottom) / 2;
    Term sum = sum(observation);
    Term bias = Term.words(linear.hasBias() && !one ? "bias=True" : "bias=False");
    double half = Math.max(sum.room(Mark.LARGE), bias.room(Mark.SMALL)) / 2 + GAP;
    Point middle = new Point(reach + half, y);
    marks.add(new Box(Bounds.around(middle, 2 * half, 3 * LINE), Tone.OUTPUT));
    marks.add(new Label(middle.plus(0, -9), sum, Mark.LARGE));
    marks.add(new Label(middle.plus(0, 12), bias, Mark.SMALL));
    addInputs(observation, top, middle.plus(-half, 0));
    addPrediction(observation, middle.plus(half, 0));
    return bottom;
  }

  private void addInputs(String observation, double top, Point target) {
    List<Edge> edges = new ArrayList<>();
    Point at = new Point(0, top);
    if (one) {
      Circle source = new Circle(at, RADIUS, Term.number("1"), Tone.PLAIN);
      edges.add(edge(source, weight(0), values.bias(linear, 1), target));
      at = at.plus(0, PITCH);
    }
    for (long number : numbers) {
      if (number == LayerColumn.GAP) {
        marks.add(new Dots(at));
      } else {
        Circle source = new Circle(at, RADIUS, input(observation, number), Tone.INPUT);
        edges.add(edge(source, weight(number), values.kernel(linear, number, 1), target));
      }
      at = at.plus(0, PITCH);
    }
    marks.addAll(Edge.marks(edges));
  }

  private Edge edge(Circle source, Term weight, Term value, Point target) {
    marks.add(source);
    Stroke stroke = source.tone() == Tone.PLAIN ? Stroke.DASHED : Stroke.STRONG;
    Line line = new Line(source.at().towards(target, RADIUS), target, stroke, true);
    Term label =
        value.isEmpty()
            ? Term.number("× ").then(weight)
            : weight.then(Term.number(" = ")).then(value);
    return new Edge(line, label, Mark.LARGE);
  }

  /** What is in the middle: the linear transform of an observation, or its name. */
  private Term sum(String observation) {
    if (notation == Notation.SPLIT) {
      return Term.variable("u");
    }
    Term sum = one ? weight(0).then(PLUS) : Term.empty();
    sum = sum.then(product(observation, 1));
    if (features > 2) {
      sum = sum.then(PLUS).then(Term.number("…"));
    }
    return features == 1 ? sum : sum.then(PLUS).then(product(observation, features));
  }

  private Term product(String observation, long feature) {
    return input(observation, feature).then(Term.number("·")).then(weight(feature));
  }

  private Term input(String observation, long feature) {
    if (features == 1) {
      return Term.variable("x").below(observation);
    }
    String comma = features > 9 && !observation.isEmpty() ? "," : "";
    return Term.variable("x").below(observation + comma + feature);
  }

  private Term weight(long feature) {
    boolean plain =
        notation.compareTo(Notation.SHORT_WEIGHTS) >= 0 && features == 1 && feature == 1;
    return Term.variable("w").hat().below(plain ? "" : String.valueOf(feature));
  }

  /** Draws the activation behind the linear transform, and what is the prediction. */
  private void addPrediction(String observation, Point end) {
    Term prediction = Term.prediction().below(observation);
    Point last = end;
    for (Transform activation : activations) {
      double arrow = Term.words(activation.text()).room(Mark.SMALL) + 2 * GAP;
      Line line = new Line(last, last.plus(arrow, 0), Stroke.STRONG, true);
      Term value = notation == Notation.SPLIT ? Term.variable("v") : prediction;
      marks.add(line);
      marks.add(Label.words(last.plus(arrow / 2 - 4, -LINE), activation.text()));
      marks.add(new Circle(line.to().plus(RADIUS, 0), RADIUS, value, Tone.OUTPUT));
      last = line.to().plus(2 * RADIUS, 0);
    }
    if (activations.isEmpty() || notation == Notation.SPLIT) {
      marks.add(new Label(last.plus(24, 0), Term.number("= ").then(prediction), Mark.LARGE));
    }
  }
}
