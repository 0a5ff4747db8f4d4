package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Mark.Brace;
import dev.lamina.view.diagram.Mark.Label;
import java.util.ArrayList;
import java.util.List;

/** Writes below marks what they are: the names of layers under braces, and how many there are. */
final class Braces {
  private static final double LINE = 20;

  private Braces() {}

  /**
   * A brace with a name.
   *
   * @param marks those that the brace is at least as wide as
   * @param y where it begins
   * @param name what is written below it
   */
  static List<Mark> below(List<Mark> marks, double y, String name) {
    Bounds bounds = Bounds.of(marks);
    double middle = (bounds.left() + bounds.right()) / 2;
    Label label = Label.words(new Point(middle, y + 1.4 * LINE), name);
    double width = Math.max(bounds.width(), label.bounds().width());
    return List.of(new Brace(new Point(middle - width / 2, y), width), label);
  }

  /** The marks of a network with its number of layers below all of them. */
  static List<Mark> withCounts(List<Mark> marks, Chain chain) {
    Bounds bounds = Bounds.of(marks);
    Point middle = new Point((bounds.left() + bounds.right()) / 2, bounds.bottom() + 1.2 * LINE);
    List<Mark> all = new ArrayList<>(marks);
    all.add(Label.words(middle, chain.counts()));
    return all;
  }
}
