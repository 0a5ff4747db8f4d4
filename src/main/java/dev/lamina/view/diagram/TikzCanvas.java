package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Mark.Box;
import dev.lamina.view.diagram.Mark.Circle;
import dev.lamina.view.diagram.Mark.Dots;
import dev.lamina.view.diagram.Mark.Face;
import dev.lamina.view.diagram.Mark.Label;
import dev.lamina.view.diagram.Mark.Line;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes scenes as LaTeX documents with one picture of TikZ. */
final class TikzCanvas implements Mark.Canvas {
  /** Points of TeX in a unit of the scene: large letters have 10 points. */
  private static final double SCALE = 10 / Mark.LARGE;

  private static final String HEAD =
      """
      %% %s
      %% Compiles as it is; a document that loads the package standalone can \\input it.
      \\documentclass[tikz, border=8pt]{standalone}
      \\usepackage{amsmath, fix-cm}
      \\usetikzlibrary{arrows.meta}
      \\begin{document}
      \\begin{tikzpicture}[
        x=%spt, y=-%spt, line cap=round, line join=round,
        node/.style={circle, draw, semithick, inner sep=0pt},
        input/.style={fill=gray!20}, hidden/.style={fill=blue!15},
        output/.style={fill=orange!25}, plain/.style={fill=none},
        strong/.style={semithick}, fine/.style={thin, black!50}, dashed line/.style={thin, dashed},
        arrow/.style={-{Stealth}}]
      """;

  private static final String FOOT =
      """
      \\end{tikzpicture}
      \\end{document}
      """;

  private final StringBuilder text = new StringBuilder();

  private TikzCanvas() {}

  static String draw(Scene scene) {
    TikzCanvas canvas = new TikzCanvas();
    canvas.text.append(HEAD.formatted(scene.title(), number(SCALE), number(SCALE)));
    scene.drawOn(canvas);
    return canvas.text.append(FOOT).toString();
  }

  @Override
  public void node(Circle node) {
    String diameter = number(2 * node.radius() * SCALE);
    add(
        "\\node[node, %s, minimum size=%spt] at %s {%s%s};"
            .formatted(
                tone(node.tone()),
                diameter,
                at(node.at()),
                node.label().isEmpty() ? "" : font(node.fontSize()),
                node.label().isEmpty() ? "" : node.label().latexText()));
  }

  private static String font(double size) {
    String points = number(size * SCALE);
    return "\\fontsize{%s}{%s}\\selectfont ".formatted(points, points);
  }

  private static String tone(Mark.Tone tone) {
    return tone.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void face(Face face) {
    String corners =
        face.corners().stream().map(TikzCanvas::at).collect(Collectors.joining(" -- "));
    add("\\draw[%s] %s -- cycle;".formatted(tone(face.tone()), corners));
  }

  @Override
  public void box(Box box) {
    Bounds bounds = box.bounds();
    add(
        "\\draw[%s, rounded corners=%spt] %s rectangle %s;"
            .formatted(
                tone(box.tone()),
                number(Box.CORNER * SCALE),
                at(new Point(bounds.left(), bounds.top())),
                at(new Point(bounds.right(), bounds.bottom()))));
  }

  @Override
  public void line(Line line) {
    String stroke =
        switch (line.stroke()) {
          case STRONG -> "strong";
          case FINE -> "fine";
          case DASHED -> "dashed line";
        };
    add(
        "\\draw[%s%s] %s -- %s;"
            .formatted(stroke, line.arrow() ? ", arrow" : "", at(line.from()), at(line.to())));
  }

  @Override
  public void label(Label label) {
    add(
        "\\node[inner sep=0pt] at %s {%s%s};"
            .formatted(at(label.at()), font(label.size()), label.text().latexText()));
  }

  @Override
  public void dots(Dots dots) {
    for (Point dot : dots.points()) {
      add("\\fill %s circle[radius=0.9pt];".formatted(at(dot)));
    }
  }

  private static String at(Point point) {
    return "(" + SvgCanvas.number(point.x()) + ", " + SvgCanvas.number(point.y()) + ")";
  }

  /** A number with at most two digits behind the point. */
  private static String number(double number) {
    return String.format(Locale.ROOT, "%.2f", number).replaceAll("\\.?0+$", "");
  }

  private void add(String line) {
    text.append("  ").append(line).append('\n');
  }
}
