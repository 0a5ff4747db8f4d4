package dev.lamina.view.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A shape of a scene: a node, a face, a box, a line, a label or dots. */
sealed interface Mark {
  /** From line to line of words. */
  double LINE = 20;

  /** The font's size of variables. */
  double LARGE = 18;

  /** The font's size of words. */
  double SMALL = 14;

  /** The smallest rectangle around it. */
  Bounds bounds();

  /** What scenes are drawn on: one for each format. */
  interface Canvas {

    void node(Circle node);

    void face(Face face);

    void box(Box box);

    void line(Line line);

    void label(Label label);

    void dots(Dots dots);
  }

  /** What a mark belongs to, which decides its colour. */
  enum Tone {
    /** The data. */
    INPUT("#8c959f"),
    /** A hidden layer. */
    HIDDEN("#2f81f7"),
    /** The last layer. */
    OUTPUT("#e8590c"),
    /** What is not filled: the constant 1, and the box around a layer. */
    PLAIN("none");

    /** How much of the colour covers what lies below. */
    static final double OPACITY = 0.2;

    private final String colour;

    Tone(String colour) {
      this.colour = colour;
    }

    /** The colour as CSS writes it. */
    String colour() {
      return colour;
    }
  }

  /** How strong a line is. */
  enum Stroke {
    /** One that is followed with the eye. */
    STRONG(1.4, 0.8),
    /** One of many. */
    FINE(1, 0.5),
    /** From the constant 1. */
    DASHED(1, 0.8);

    private final double width;
    private final double opacity;

    Stroke(double width, double opacity) {
      this.width = width;
      this.opacity = opacity;
    }

    double width() {
      return width;
    }

    double opacity() {
      return opacity;
    }
  }

  /** A circle around a point with a term in it, which may be empty. */
  record Circle(Point at, double radius, Term label, Tone tone) implements Mark {
    static final double WIDTH = 1.4;

    /** The share of the diameter that a label may take. */
    private static final double ROOM = 0.85;

    /** The font's size at which the label fits in. */
    double fontSize() {
      return Math.min(LARGE, LARGE * ROOM * 2 * radius / label.width(LARGE));
    }

    @Override
    public Bounds bounds() {
      return Bounds.around(at, 2 * radius, 2 * radius);
    }
  }

  /** A flat face with some corners, in order. */
  record Face(List<Point> corners, Tone tone) implements Mark {
    static final double WIDTH = 1.2;

    public Face {
      corners = List.copyOf(corners);
    }

    @Override
    public Bounds bounds() {
      return Bounds.around(corners);
    }
  }

  /** An upright rectangle with round corners. */
  record Box(Bounds bounds, Tone tone) implements Mark {
    static final double CORNER = 10;

    /** From other marks to the box around them. */
    static final double RIM = 14;

    /**
     * Boxes of the same height with titles.
     *
     * @param groups the marks in each box
     * @param title of the box of each group, by its place
     */
    static List<Mark> around(List<List<Mark>> groups, IntFunction<String> title) {
      Bounds all = groups.stream().map(Bounds::of).reduce(Bounds::and).orElseThrow();
      List<Mark> marks = new ArrayList<>();
      for (int i = 0; i < groups.size(); i++) {
        Bounds own = Bounds.of(groups.get(i));
        Point above = new Point((own.left() + own.right()) / 2, all.top() - 1.3 * LINE);
        Label label = Label.words(above, title.apply(i));
        Bounds high = new Bounds(own.left(), all.top(), own.right(), all.bottom());
        marks.add(new Box(high.and(label.bounds()).grown(RIM), Tone.PLAIN));
        marks.add(label);
      }
      return marks;
    }
  }

  /** A straight line, with or without an arrowhead at its end. */
  record Line(Point from, Point to, Stroke stroke, boolean arrow) implements Mark {
    private static final double HEAD_LENGTH = 10;
    private static final double HEAD_WIDTH = 8;

    /** A line between the borders of two circles. */
    static Line between(Circle from, Circle to, Stroke stroke, boolean arrow) {
      return new Line(
          from.at().towards(to.at(), from.radius()),
          to.at().towards(from.at(), to.radius()),
          stroke,
          arrow);
    }

    /** Whether it passes through a rectangle between its ends; a line that is not upright. */
    boolean crosses(Bounds bounds) {
      double slope = (to.y() - from.y()) / (to.x() - from.x());
      double middle = (bounds.left() + bounds.right()) / 2;
      double y = from.y() + slope * (middle - from.x());
      double reach = bounds.height() / 2 + Math.abs(slope) * bounds.width() / 2;
      return Math.abs(y - (bounds.top() + bounds.bottom()) / 2) < reach;
    }

    /** The line with a gap in it, and a label that lies there. */
    List<Mark> around(Label label) {
      Bounds words = label.bounds().grown(2);
      double length = from.distance(to);
      double half =
          Math.min(
              words.width() / 2 * length / Math.abs(to.x() - from.x()),
              words.height() / 2 * length / Math.abs(to.y() - from.y()));
      return List.of(
          new Line(from, label.at().towards(from, half), stroke, false),
          new Line(label.at().towards(to, half), to, stroke, arrow),
          label);
    }

    /** Where the line itself ends, which an arrowhead covers. */
    Point end() {
      return arrow ? to.towards(from, HEAD_LENGTH - 1) : to;
    }

    /** The corners of the arrowhead, its tip first. */
    List<Point> head() {
      Point back = to.towards(from, HEAD_LENGTH);
      double right = (to.y() - back.y()) / HEAD_LENGTH * HEAD_WIDTH / 2;
      double down = (back.x() - to.x()) / HEAD_LENGTH * HEAD_WIDTH / 2;
      return List.of(to, back.plus(right, down), back.plus(-right, -down));
    }

    @Override
    public Bounds bounds() {
      return Bounds.around(List.of(from, to));
    }
  }

  /** A term in letters of a size around a point, beside other marks. */
  record Label(Point at, Term text, double size) implements Mark {

    /** Small words. */
    static Label words(Point at, String words) {
      return new Label(at, Term.words(words), SMALL);
    }

    @Override
    public Bounds bounds() {
      return Bounds.around(at, text.room(size), 1.2 * size);
    }
  }

  /** Three dots above each other, around the middle one: more of the same. */
  record Dots(Point at) implements Mark {
    /** From dot to dot. */
    static final double STEP = 8;

    /** The radius of a dot. */
    static final double RADIUS = 1.8;

    /** The dots, from top to bottom. */
    List<Point> points() {
      return List.of(at.plus(0, -STEP), at, at.plus(0, STEP));
    }

    @Override
    public Bounds bounds() {
      return Bounds.around(at, STEP, 3 * STEP);
    }
  }
}
