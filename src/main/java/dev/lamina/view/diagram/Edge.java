package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Mark.Label;
import dev.lamina.view.diagram.Mark.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A line between two columns of nodes, with a label in a gap of it.
 *
 * @param line from the left to the right column
 * @param label may be empty
 * @param size of the label's font
 */
record Edge(Line line, Term label, double size) {
  /** Where labels may lie, as shares of their lines, the best first. */
  private static final List<Double> SHARES =
      IntStream.rangeClosed(15, 45)
          .mapToObj(step -> step / 60.0)
          .sorted(Comparator.comparing(share -> Math.abs(share - 0.4)))
          .toList();

  /** A label that touches another one is as bad as so many lines that pass through it. */
  private static final long LINES = 100;

  /**
   * The marks of all edges between two columns. A label lies where it touches no other one, and
   * where the fewest other lines pass through it.
   */
  static List<Mark> marks(List<Edge> edges) {
    List<Mark> marks = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    for (Edge edge : edges) {
      if (edge.label.isEmpty()) {
        marks.add(edge.line);
      } else {
        Label best =
            SHARES.stream()
                .map(edge::labelAt)
                .min(Comparator.comparing(label -> disturbance(label, labels, edges)))
                .orElseThrow();
        labels.add(best);
        marks.addAll(edge.line.around(best));
      }
    }
    return marks;
  }

  private Label labelAt(double share) {
    double length = line.from().distance(line.to());
    return new Label(line.from().towards(line.to(), share * length), label, size);
  }

  private static long disturbance(Label at, List<Label> labels, List<Edge> edges) {
    Bounds bounds = at.bounds();
    long touched = labels.stream().filter(label -> label.bounds().touches(bounds)).count();
    long near = labels.stream().filter(label -> label.bounds().touches(bounds.grown(3))).count();
    // Its own line passes through it wherever it lies.
    long crossed = edges.stream().filter(edge -> edge.line.crosses(bounds)).count();
    return LINES * touched + near + crossed;
  }
}
