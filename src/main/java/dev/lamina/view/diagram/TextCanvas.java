package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Mark.Box;
import dev.lamina.view.diagram.Mark.Circle;
import dev.lamina.view.diagram.Mark.Dots;
import dev.lamina.view.diagram.Mark.Face;
import dev.lamina.view.diagram.Mark.Label;
import dev.lamina.view.diagram.Mark.Line;
import dev.lamina.view.diagram.Mark.Stroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes scenes as text. What slopes is drawn with the dots of Braille, eight in a character; level
 * and upright lines, letters and circles are characters, which lie upon the dots.
 */
final class TextCanvas implements Mark.Canvas {
  /** The size of a character in units of the scene. */
  private static final double WIDTH = Term.CELL;

  private static final double HEIGHT = Mark.LINE;
  private static final int DOTS_ACROSS = 2;
  private static final int DOTS_DOWN = 4;

  /** Columns beside the scene, for words that are wider as text. */
  private static final int MARGIN = 20;

  /** The length of a dash and of the gap behind it. */
  private static final double DASH = 8;

  private static final char BRAILLE = '\u2800';

  /** The bits of Braille's dots, row by row. */
  private static final int[] BITS = {0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80};

  private static final char NOTHING = ' ';

  private final double left;
  private final double top;
  private final char[][] characters;
  private final int[][] braille;
  private final List<Line> levelArrows = new ArrayList<>();

  private TextCanvas(Bounds bounds) {
    left = WIDTH * (Math.floor(bounds.left() / WIDTH) - MARGIN);
    // So that level 0, where the middle of most pictures is, is the middle of a line.
    top = HEIGHT * (Math.floor(bounds.top() / HEIGHT) - 0.5);
    int rows = row(bounds.bottom()) + 1;
    int columns = column(bounds.right()) + MARGIN;
    characters = new char[rows][columns];
    for (char[] row : characters) {
      Arrays.fill(row, NOTHING);
    }
    braille = new int[rows][columns];
  }

  static String draw(Scene scene) {
    TextCanvas canvas = new TextCanvas(scene.bounds());
    scene.drawOn(canvas);
    return canvas.text();
  }

  private int row(double y) {
    return (int) Math.floor((y - top) / HEIGHT);
  }

  private int column(double x) {
    return (int) Math.floor((x - left) / WIDTH);
  }

  @Override
  public void node(Circle node) {
    String label = node.label().unicode();
    write(node.at(), label.isEmpty() ? "○" : "(" + label + ")");
  }

  @Override
  public void label(Label label) {
    write(label.at(), label.text().unicode());
  }

  @Override
  public void dots(Dots dots) {
    write(dots.at(), "⋮");
  }

  /** Writes characters around a point. */
  private void write(Point middle, String text) {
    int start = (int) Math.round((middle.x() - left) / WIDTH - text.length() / 2.0);
    for (int i = 0; i < text.length(); i++) {
      characters[row(middle.y())][start + i] = text.charAt(i);
    }
  }

  @Override
  public void face(Face face) {
    for (int i = 0; i < face.corners().size(); i++) {
      Point next = face.corners().get((i + 1) % face.corners().size());
      dot(new Line(face.corners().get(i), next, Stroke.STRONG, false));
    }
  }

  @Override
  public void box(Box box) {
    int first = row(box.bounds().top());
    int last = row(box.bounds().bottom());
    int from = column(box.bounds().left());
    int to = column(box.bounds().right());
    for (int row = first; row <= last; row++) {
      characters[row][from] = '│';
      characters[row][to] = '│';
    }
    Arrays.fill(characters[first], from, to, '─');
    Arrays.fill(characters[last], from, to, '─');
    characters[first][from] = '╭';
    characters[first][to] = '╮';
    characters[last][from] = '╰';
    characters[last][to] = '╯';
  }

  @Override
  public void line(Line line) {
    if (Math.abs(line.from().y() - line.to().y()) < 1) {
      level(line);
    } else if (Math.abs(line.from().x() - line.to().x()) < 1) {
      upright(line);
    } else {
      dot(line);
    }
  }

  private void level(Line line) {
    char[] row = characters[row(line.from().y())];
    int to = column(line.to().x()) - 1;
    for (int column = column(line.from().x()) + 1; column <= to; column++) {
      row[column] = line.stroke() == Stroke.DASHED ? '╌' : '─';
    }
    if (line.arrow()) {
      levelArrows.add(line);
    }
  }

  /** Draws an arrowhead at the end of a level line, or before what lies upon that. */
  private void head(Line line) {
    char[] row = characters[row(line.from().y())];
    int column = column(line.to().x()) - 1;
    while (column > column(line.from().x()) + 1 && row[column] != '─') {
      column--;
    }
    row[column] = '→';
  }

  private void upright(Line line) {
    int column = column(line.from().x());
    int first = row(Math.min(line.from().y(), line.to().y()));
    int last = row(Math.max(line.from().y(), line.to().y()));
    for (int row = first; row <= last; row++) {
      characters[row][column] = line.stroke() == Stroke.DASHED ? '╎' : '│';
    }
    if (line.arrow()) {
      characters[row(line.to().y())][column] = line.to().y() > line.from().y() ? '↓' : '↑';
    }
  }

  /** Draws a line of dots. */
  private void dot(Line line) {
    double length = line.from().distance(line.to());
    for (double way = 0; way <= length; way += 1) {
      boolean gap = line.stroke() == Stroke.DASHED && way % (2 * DASH) >= DASH;
      if (!gap) {
        dot(line.from().towards(line.to(), way));
      }
    }
  }

  private void dot(Point point) {
    int across = (int) Math.floor((point.x() - left) / WIDTH * DOTS_ACROSS);
    int down = (int) Math.floor((point.y() - top) / HEIGHT * DOTS_DOWN);
    int bit = DOTS_ACROSS * (down % DOTS_DOWN) + across % DOTS_ACROSS;
    braille[down / DOTS_DOWN][across / DOTS_ACROSS] |= BITS[bit];
  }

  private String text() {
    levelArrows.forEach(this::head);
    for (int row = 0; row < characters.length; row++) {
      for (int column = 0; column < characters[row].length; column++) {
        if (characters[row][column] == NOTHING && braille[row][column] != 0) {
          characters[row][column] = (char) (BRAILLE + braille[row][column]);
        }
      }
    }
    String all = Arrays.stream(characters).map(String::new).collect(Collectors.joining("\n"));
    return all.replaceFirst("^( *\n)+", "").stripTrailing().stripIndent() + "\n";
  }
}
