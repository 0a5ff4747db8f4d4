package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Mark.Box;
import dev.lamina.view.diagram.Mark.Circle;
import dev.lamina.view.diagram.Mark.Dots;
import dev.lamina.view.diagram.Mark.Face;
import dev.lamina.view.diagram.Mark.Label;
import dev.lamina.view.diagram.Mark.Line;
import dev.lamina.view.diagram.Mark.Stroke;
import dev.lamina.view.diagram.Term.Style;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes scenes as SVG 1.1. Lines and letters have the current colour and faces are transparent, so
 * one picture suits light and dark pages.
 */
final class SvgCanvas implements Mark.Canvas {
  private static final String PICTURE =
      """
      <svg xmlns="http://www.w3.org/2000/svg" class="lamina-diagram" role="img" \
      viewBox="%s %s %s %s" width="%3$s" height="%4$s" color="#1f2328">
        <title>%s</title>
        <desc>%s</desc>
        <style>@media (prefers-color-scheme: dark) { .lamina-diagram { color: #e6edf3 } }</style>
        <g fill="none" stroke="currentColor" stroke-linejoin="round">
      %s  </g>
      </svg>
      """;

  private static final String SERIF = "'Liberation Serif', 'Times New Roman', serif";
  private static final String SANS = "'Liberation Sans', Helvetica, Arial, sans-serif";

  private final StringBuilder marks = new StringBuilder();

  private SvgCanvas() {}

  static String draw(Scene scene) {
    SvgCanvas canvas = new SvgCanvas();
    scene.drawOn(canvas);
    Bounds page = scene.page();
    return PICTURE.formatted(
        number(page.left()),
        number(page.top()),
        number(page.width()),
        number(page.height()),
        escape(scene.title()),
        escape(scene.description()),
        canvas.marks);
  }

  /** A number with at most one digit behind the point. */
  static String number(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    String whole = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    return whole.equals("-0") ? "0" : whole;
  }

  /** Text of which XML takes no character for markup. */
  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String points(List<Point> points) {
    return points.stream()
        .map(point -> number(point.x()) + "," + number(point.y()))
        .collect(Collectors.joining(" "));
  }

  /** Writes an element in a line of its own, its numbers rounded. */
  private void add(String template, Object... values) {
    Object[] texts =
        Arrays.stream(values)
            .map(value -> value instanceof Double number ? number(number) : value)
            .toArray();
    marks.append("    ").append(template.formatted(texts)).append('\n');
  }

  @Override
  public void node(Circle node) {
    add(
        """
        <circle cx="%s" cy="%s" r="%s" fill="%s" fill-opacity="%s" stroke-width="%s"/>""",
        node.at().x(),
        node.at().y(),
        node.radius(),
        node.tone().colour(),
        Mark.Tone.OPACITY,
        Circle.WIDTH);
    if (!node.label().isEmpty()) {
      text(node.at(), node.label(), node.fontSize());
    }
  }

  @Override
  public void face(Face face) {
    add(
        """
        <polygon points="%s" fill="%s" fill-opacity="%s" stroke-width="%s"/>""",
        points(face.corners()), face.tone().colour(), Mark.Tone.OPACITY, Face.WIDTH);
  }

  @Override
  public void box(Box box) {
    add(
        """
        <rect x="%s" y="%s" width="%s" height="%s" rx="%s" fill="%s" fill-opacity="%s" \
        stroke-width="%s"/>""",
        box.bounds().left(),
        box.bounds().top(),
        box.bounds().width(),
        box.bounds().height(),
        Box.CORNER,
        box.tone().colour(),
        Mark.Tone.OPACITY,
        Face.WIDTH);
  }

  @Override
  public void line(Line line) {
    add(
        """
        <path d="M%s L%s" stroke-width="%s" stroke-opacity="%s"%s/>""",
        points(List.of(line.from())),
        points(List.of(line.end())),
        line.stroke().width(),
        line.stroke().opacity(),
        line.stroke() == Stroke.DASHED ? " stroke-dasharray=\"4 3\"" : "");
    if (line.arrow()) {
      add(
          """
          <polygon points="%s" fill="currentColor" stroke="none"/>""",
          points(line.head()));
    }
  }

  @Override
  public void label(Label label) {
    text(label.at(), label.text(), label.size());
  }

  @Override
  public void dots(Dots dots) {
    for (Point dot : dots.points()) {
      add(
          """
          <circle cx="%s" cy="%s" r="%s" fill="currentColor" stroke="none"/>""",
          dot.x(), dot.y(), Dots.RADIUS);
    }
  }

  private void text(Point at, Term term, double size) {
    String spans =
        TextRun.of(term, size).stream().map(run -> span(run, size)).collect(Collectors.joining());
    add(
        """
        <text x="%s" y="%s" font-family="%s" font-size="%s" text-anchor="middle" \
        fill="currentColor" stroke="none">%s</text>""",
        at.x(), at.y() + TextRun.BASE_LINE * size, term.isWords() ? SANS : SERIF, size, spans);
  }

  private static String span(TextRun run, double size) {
    return "<tspan%s%s%s%s>%s</tspan>"
        .formatted(
            run.size() == size ? "" : " font-size=\"" + number(run.size()) + "\"",
            run.style() == Style.VARIABLE ? " font-style=\"italic\"" : "",
            run.right() == 0 ? "" : " dx=\"" + number(run.right()) + "\"",
            run.down() == 0 ? "" : " dy=\"" + number(run.down()) + "\"",
            escape(run.text()));
  }
}
