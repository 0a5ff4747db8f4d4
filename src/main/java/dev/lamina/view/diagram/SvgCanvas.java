package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Mark.Brace;
import dev.lamina.view.diagram.Mark.Dots;
import dev.lamina.view.diagram.Mark.Face;
import dev.lamina.view.diagram.Mark.Label;
import dev.lamina.view.diagram.Mark.Line;
import dev.lamina.view.diagram.Mark.Node;
import dev.lamina.view.diagram.Mark.Stroke;
import dev.lamina.view.diagram.Mark.Tone;
import dev.lamina.view.diagram.Term.Style;
import dev.lamina.view.diagram.Term.Symbol;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes scenes as SVG 1.1. Lines and letters have the current colour and faces are transparent, so
 * one picture suits light and dark pages.
 */
final class SvgCanvas implements Canvas {
  private static final double MARGIN = 16;
  private static final double ARROW_LENGTH = 10;
  private static final double ARROW_WIDTH = 8;
  private static final String SERIF = "'Liberation Serif', 'Times New Roman', serif";
  private static final String SANS = "'Liberation Sans', Helvetica, Arial, sans-serif";

  /**
   * Half the height of small letters, as a share of the font's size: how far below a line's middle.
   */
  private static final double BASE_LINE = 0.33;

  private static final double LOWERED = 0.25;
  private static final double RAISED = -0.38;

  /** What a picture lies upon. */
  enum Page {
    /** Any page; the picture is light on dark if the reader prefers that. */
    ANY,
    /** White, which the picture brings along. */
    WHITE
  }

  private final Xml xml;

  private SvgCanvas(Scene scene, Page page) {
    Bounds box = scene.bounds().grown(MARGIN);
    xml =
        new Xml(
            "svg",
            "http://www.w3.org/2000/svg",
            "class",
            "lamina-diagram",
            "role",
            "img",
            "viewBox",
            List.of(box.left(), box.top(), box.width(), box.height()).stream()
                .map(Xml::number)
                .collect(Collectors.joining(" ")),
            "width",
            box.width(),
            "height",
            box.height(),
            "color",
            "#1f2328");
    xml.line("title", scene.title()).line("desc", scene.description());
    if (page == Page.ANY) {
      xml.line(
          "style", "@media (prefers-color-scheme: dark) { .lamina-diagram { color: #e6edf3 } }");
    } else {
      xml.empty(
          "rect",
          "x",
          box.left(),
          "y",
          box.top(),
          "width",
          box.width(),
          "height",
          box.height(),
          "fill",
          "#ffffff");
    }
    xml.begin("g", "fill", "none", "stroke", "currentColor", "stroke-linejoin", "round");
  }

  /** The width of a scene's picture. */
  static double width(Scene scene) {
    return scene.bounds().grown(MARGIN).width();
  }

  static String draw(Scene scene, Page page) {
    SvgCanvas canvas = new SvgCanvas(scene, page);
    scene.drawOn(canvas);
    return canvas.xml.endBlock().finish();
  }

  @Override
  public void node(Node node) {
    xml.empty(
        "circle",
        "cx",
        node.at().x(),
        "cy",
        node.at().y(),
        "r",
        node.radius(),
        "fill",
        colour(node.tone()),
        "fill-opacity",
        "0.2",
        "stroke-width",
        "1.4");
    if (!node.label().isEmpty()) {
      text(node.at(), node.label(), node.fontSize());
    }
  }

  private static String colour(Tone tone) {
    return switch (tone) {
      case INPUT -> "#8c959f";
      case HIDDEN -> "#2f81f7";
      case OUTPUT -> "#e8590c";
      case BIAS -> "none";
    };
  }

  @Override
  public void face(Face face) {
    xml.empty(
        "polygon",
        "points",
        points(face.corners()),
        "fill",
        colour(face.tone()),
        "fill-opacity",
        "0.2",
        "stroke-width",
        "1.2");
  }

  private static String points(List<Point> points) {
    return points.stream()
        .map(point -> Xml.number(point.x()) + "," + Xml.number(point.y()))
        .collect(Collectors.joining(" "));
  }

  @Override
  public void line(Line line) {
    Point end = line.arrow() ? line.to().towards(line.from(), ARROW_LENGTH - 1) : line.to();
    boolean dashed = line.stroke() == Stroke.DASHED;
    xml.empty(
        "path",
        "d",
        "M" + points(List.of(line.from())) + " L" + points(List.of(end)),
        "stroke-width",
        line.stroke() == Stroke.STRONG ? "1.4" : "1",
        "stroke-opacity",
        line.stroke() == Stroke.FINE ? "0.5" : "0.8",
        "stroke-dasharray",
        dashed ? "4 3" : "");
    if (line.arrow()) {
      arrowhead(line);
    }
  }

  private void arrowhead(Line line) {
    Point tip = line.to();
    Point back = tip.towards(line.from(), ARROW_LENGTH);
    double right = (tip.y() - back.y()) / ARROW_LENGTH * ARROW_WIDTH / 2;
    double down = (back.x() - tip.x()) / ARROW_LENGTH * ARROW_WIDTH / 2;
    List<Point> corners = List.of(tip, back.plus(right, down), back.plus(-right, -down));
    xml.empty("polygon", "points", points(corners), "fill", "currentColor", "stroke", "none");
  }

  @Override
  public void label(Label label) {
    text(label.at(), label.text(), label.size().units());
  }

  @Override
  public void brace(Brace brace) {
    double height = Brace.HEIGHT / 2;
    Point left = brace.left();
    Point right = brace.right();
    Point tip = left.plus(brace.width() / 2, Brace.HEIGHT);
    xml.empty(
        "path",
        "d",
        "M%s Q%s %s L%s Q%s %s Q%s %s L%s Q%s %s"
            .formatted(
                points(List.of(left)),
                points(List.of(left.plus(0, height))),
                points(List.of(left.plus(height, height))),
                points(List.of(tip.plus(-height, -height))),
                points(List.of(tip.plus(0, -height))),
                points(List.of(tip)),
                points(List.of(tip.plus(0, -height))),
                points(List.of(tip.plus(height, -height))),
                points(List.of(right.plus(-height, height))),
                points(List.of(right.plus(0, height))),
                points(List.of(right))),
        "stroke-width",
        "1.2",
        "stroke-opacity",
        "0.8");
  }

  @Override
  public void dots(Dots dots) {
    for (int i = -1; i <= 1; i++) {
      xml.empty(
          "circle",
          "cx",
          dots.at().x(),
          "cy",
          dots.at().y() + i * Dots.STEP,
          "r",
          "1.8",
          "fill",
          "currentColor",
          "stroke",
          "none");
    }
  }

  private void text(Point at, Term term, double size) {
    boolean words = term.symbols().stream().allMatch(s -> s.style() == Style.WORDS);
    xml.begin(
        "text",
        "x",
        at.x(),
        "y",
        at.y() + BASE_LINE * size,
        "font-family",
        words ? SANS : SERIF,
        "font-size",
        size,
        "text-anchor",
        "middle",
        "fill",
        "currentColor",
        "stroke",
        "none");
    double down = 0;
    double right = 0;
    for (Symbol symbol : term.symbols()) {
      part(Unicode.letters(symbol), symbol.style(), "", right, -down);
      right = 0;
      down = 0;
      double small = size * Metrics.SMALL;
      if (!symbol.below().isEmpty()) {
        corner(symbol.below(), small, 0, LOWERED * size);
        down = LOWERED * size;
      }
      if (!symbol.above().isEmpty()) {
        // Above the subscript, not behind it.
        double back = Metrics.width(symbol.below(), small);
        corner(symbol.above(), small, -back, RAISED * size - down);
        right = Math.max(0, back - Metrics.width(symbol.above(), small));
        down = RAISED * size;
      }
    }
    xml.end();
  }

  private void corner(String text, double size, double right, double down) {
    double movedRight = right;
    double movedDown = down;
    for (Symbol piece : Term.pieces(text)) {
      part(piece.text(), piece.style(), size, movedRight, movedDown);
      movedRight = 0;
      movedDown = 0;
    }
  }

  /** Writes letters of a size, or of that of the whole text if there is none. */
  private void part(String text, Style style, Object size, double right, double down) {
    xml.inline(
        "tspan",
        text,
        "font-size",
        size,
        "font-style",
        style == Style.VARIABLE ? "italic" : "",
        "dx",
        right == 0 ? "" : right,
        "dy",
        down == 0 ? "" : down);
  }
}
