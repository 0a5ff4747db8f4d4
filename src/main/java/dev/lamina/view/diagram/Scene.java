package dev.lamina.view.diagram;

import java.util.List;

/**
 * A picture before it has a format: marks, of which later ones lie upon earlier ones.
 *
 * @param title what it shows, in a line
 * @param description what it shows, for people who do not see it
 * @param marks at least one
 */
record Scene(String title, String description, List<Mark> marks) {
  private static final double MARGIN = 16;

  Scene {
    marks = List.copyOf(marks);
  }

  Bounds bounds() {
    return Bounds.of(marks);
  }

  /** The marks' rectangle with a margin. */
  Bounds page() {
    return bounds().grown(MARGIN);
  }

  void drawOn(Mark.Canvas canvas) {
    for (Mark mark : marks) {
      if (mark instanceof Mark.Circle node) {
        canvas.node(node);
      } else if (mark instanceof Mark.Face face) {
        canvas.face(face);
      } else if (mark instanceof Mark.Box box) {
        canvas.box(box);
      } else if (mark instanceof Mark.Line line) {
        canvas.line(line);
      } else if (mark instanceof Mark.Label label) {
        canvas.label(label);
      } else if (mark instanceof Mark.Dots dots) {
        canvas.dots(dots);
      }
    }
  }
}
