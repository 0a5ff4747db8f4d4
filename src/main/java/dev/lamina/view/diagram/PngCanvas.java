package dev.lamina.view.diagram;

import dev.lamina.view.Png;
import dev.lamina.view.diagram.Mark.Box;
import dev.lamina.view.diagram.Mark.Circle;
import dev.lamina.view.diagram.Mark.Dots;
import dev.lamina.view.diagram.Mark.Face;
import dev.lamina.view.diagram.Mark.Label;
import dev.lamina.view.diagram.Mark.Line;
import dev.lamina.view.diagram.Mark.Stroke;
import dev.lamina.view.diagram.Mark.Tone;
import dev.lamina.view.diagram.Term.Style;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Paints scenes as PNG, dark on white. */
final class PngCanvas implements Mark.Canvas {
  private static final Color INK = Color.decode("#1f2328");
  private static final float[] DASHES = {4, 3};

  /** Those that scenes leave room for, and Java's own where they are not installed. */
  private static final List<String> SERIF =
      List.of("Liberation Serif", "Times New Roman", Font.SERIF);

  private static final List<String> SANS =
      List.of("Liberation Sans", "Helvetica", "Arial", Font.SANS_SERIF);

  /** Circles are round and letters as far apart as their font says, whatever the pixels. */
  private static final Map<RenderingHints.Key, Object> HINTS =
      Map.of(
          RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON,
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON,
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON,
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);

  private final Graphics2D graphics;

  private PngCanvas(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /** The bytes of a PNG at twice the size of the scene. */
  static byte[] draw(Scene scene) {
    Bounds page = scene.page();
    return Png.paint(
        page.width(),
        page.height(),
        graphics -> {
          graphics.setRenderingHints(HINTS);
          graphics.translate(-page.left(), -page.top());
          scene.drawOn(new PngCanvas(graphics));
        });
  }

  @Override
  public void node(Circle node) {
    Shape circle = circle(node.at(), node.radius());
    fill(circle, node.tone());
    stroke(circle, Circle.WIDTH, 1);
    text(node.at(), node.label(), node.fontSize());
  }

  @Override
  public void face(Face face) {
    Shape polygon = polygon(face.corners());
    fill(polygon, face.tone());
    stroke(polygon, Face.WIDTH, 1);
  }

  @Override
  public void box(Box box) {
    Bounds at = box.bounds();
    double arc = 2 * Box.CORNER;
    Shape rectangle =
        new RoundRectangle2D.Double(at.left(), at.top(), at.width(), at.height(), arc, arc);
    fill(rectangle, box.tone());
    stroke(rectangle, Face.WIDTH, 1);
  }

  @Override
  public void line(Line line) {
    Point from = line.from();
    Point end = line.end();
    Stroke stroke = line.stroke();
    stroke(
        new Line2D.Double(from.x(), from.y(), end.x(), end.y()),
        stroke.width(),
        stroke.opacity(),
        stroke == Stroke.DASHED ? DASHES : new float[0]);
    if (line.arrow()) {
      fill(polygon(line.head()));
    }
  }

  @Override
  public void label(Label label) {
    text(label.at(), label.text(), label.size());
  }

  @Override
  public void dots(Dots dots) {
    dots.points().forEach(dot -> fill(circle(dot, Dots.RADIUS)));
  }

  private static Shape circle(Point at, double radius) {
    return new Ellipse2D.Double(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius);
  }

  private static Shape polygon(List<Point> corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(corners.get(0).x(), corners.get(0).y());
    corners.stream().skip(1).forEach(corner -> path.lineTo(corner.x(), corner.y()));
    path.closePath();
    return path;
  }

  private void fill(Shape shape) {
    graphics.setColor(INK);
    graphics.fill(shape);
  }

  private void fill(Shape shape, Tone tone) {
    if (tone != Tone.PLAIN) {
      graphics.setColor(transparent(Color.decode(tone.colour()), Tone.OPACITY));
      graphics.fill(shape);
    }
  }

  private void stroke(Shape shape, double width, double opacity, float... dashes) {
    graphics.setColor(transparent(INK, opacity));
    graphics.setStroke(
        new BasicStroke(
            (float) width,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            1,
            dashes.length == 0 ? null : dashes,
            0));
    graphics.draw(shape);
  }

  private static Color transparent(Color colour, double opacity) {
    return new Color(
        colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * opacity));
  }

  /** Writes a term around a point. */
  private void text(Point at, Term term, double size) {
    Font font = installed(term.isWords() ? SANS : SERIF);
    List<TextRun> runs = TextRun.of(term, size);
    double width =
        runs.stream().mapToDouble(run -> run.right() + width(run, font(font, run))).sum();
    double x = at.x() - width / 2;
    double y = at.y() + TextRun.BASE_LINE * size;
    graphics.setColor(INK);
    for (TextRun run : runs) {
      x += run.right();
      y += run.down();
      graphics.setFont(font(font, run));
      graphics.drawString(run.text(), (float) x, (float) y);
      x += width(run, graphics.getFont());
    }
  }

  private static Font installed(List<String> families) {
    return families.stream()
        .map(name -> new Font(name, Font.PLAIN, 1))
        .filter(font -> font.getFamily(Locale.ROOT).equals(font.getName()))
        .findFirst()
        .orElseThrow();
  }

  private static Font font(Font font, TextRun run) {
    int style = run.style() == Style.VARIABLE ? Font.ITALIC : Font.PLAIN;
    return font.deriveFont(style, (float) run.size());
  }

  private double width(TextRun run, Font font) {
    return font.getStringBounds(run.text(), graphics.getFontRenderContext()).getWidth();
  }
}
