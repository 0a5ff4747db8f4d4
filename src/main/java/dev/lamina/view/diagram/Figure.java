package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Mark.Dots;
import dev.lamina.view.diagram.Mark.Face;
import dev.lamina.view.diagram.Mark.Node;
import dev.lamina.view.diagram.Mark.Tone;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * How the values of a column look.
 *
 * @param nodes those that edges begin and end at; none in a volume
 * @param others all other marks
 */
record Figure(List<Node> nodes, List<Mark> others) {
  /** From node to node. */
  static final double PITCH = 60;

  private static final double RADIUS = 21;
  private static final double SMALL_PITCH = 40;
  private static final double SMALL_RADIUS = 9;

  /** From sheet to sheet, to the right and upwards. */
  private static final double SHEET = 9;

  Figure {
    nodes = List.copyOf(nodes);
    others = List.copyOf(others);
  }

  /** Nodes below each other that are called by a name with their number, around a point. */
  static Figure nodes(Point at, long size, int most, Term name, Tone tone) {
    List<Node> nodes = new ArrayList<>();
    List<Mark> dots = new ArrayList<>();
    List<Long> slots = Slots.of(size, most);
    double pitch = name.isEmpty() ? SMALL_PITCH : PITCH;
    for (int i = 0; i < slots.size(); i++) {
      Point place = at.plus(0, pitch * (i - (slots.size() - 1) / 2.0));
      long number = slots.get(i);
      if (number == Slots.GAP) {
        dots.add(new Dots(place));
      } else if (name.isEmpty()) {
        nodes.add(new Node(place, SMALL_RADIUS, name, tone));
      } else {
        Term label = size == 1 ? name : name.below(String.valueOf(number));
        nodes.add(new Node(place, RADIUS, label, tone));
      }
    }
    return new Figure(nodes, dots);
  }

  /**
   * A stack of sheets, more of them the more channels there are. The front one is around the point.
   */
  static Figure volume(Point at, Shape shape, Tone tone) {
    long channels = shape.size() / shape.get(0) / shape.get(1);
    int behind = (int) Math.round(Math.log((double) channels) / Math.log(2) / 1.5);
    double height = side(shape.get(0));
    double width = side(shape.get(1));
    List<Mark> sheets = new ArrayList<>();
    for (int i = behind; i > 0; i--) {
      sheets.add(rim(at.plus(i * SHEET, -i * SHEET), width / 2, height / 2, tone));
    }
    sheets.add(sheet(at, width / 2, height / 2, tone));
    return new Figure(List.of(), sheets);
  }

  private static Face sheet(Point at, double x, double y, Tone tone) {
    return new Face(List.of(at.plus(-x, -y), at.plus(x, -y), at.plus(x, y), at.plus(-x, y)), tone);
  }

  /** What is seen of a sheet behind another one: its upper and its right rim. */
  private static Face rim(Point at, double x, double y, Tone tone) {
    return new Face(
        List.of(
            at.plus(-x, -y),
            at.plus(x, -y),
            at.plus(x, y),
            at.plus(x - SHEET, y),
            at.plus(x - SHEET, SHEET - y),
            at.plus(-x, SHEET - y)),
        tone);
  }

  /** The length of a side of so many values: it grows, but more and more slowly. */
  private static double side(long values) {
    return Math.min(160, Math.max(20, 23 * Math.sqrt((double) values)));
  }

  Bounds bounds() {
    return Bounds.of(marks());
  }

  List<Mark> marks() {
    List<Mark> all = new ArrayList<>(others);
    all.addAll(nodes);
    return all;
  }
}
