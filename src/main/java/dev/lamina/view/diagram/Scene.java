package dev.lamina.view.diagram;

import java.util.List;

/**
 * A picture before it has a format. Later marks lie upon earlier ones.
 *
 * @param title what it shows, in a line
 * @param description what it shows, for people who do not see it
 * @param marks what it is made of, at least one mark
 */
record Scene(String title, String description, List<Mark> marks) {

  Scene {
    marks = List.copyOf(marks);
  }

  Bounds bounds() {
    return Bounds.of(marks);
  }

  void drawOn(Canvas canvas) {
    marks.forEach(mark -> mark.drawOn(canvas));
  }
}
