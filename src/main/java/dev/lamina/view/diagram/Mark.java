package dev.lamina.view.diagram;

import java.util.List;

/** What scenes are made of. */
sealed interface Mark {

  /** The smallest rectangle around it. */
  Bounds bounds();

  void drawOn(Canvas canvas);

  /** What a mark belongs to, which decides its colour. */
  enum Tone {
    /** The data. */
    INPUT,
    /** A hidden layer. */
    HIDDEN,
    /** The last layer. */
    OUTPUT,
    /** The constant 1. */
    BIAS
  }

  /** How strong a line is. */
  enum Stroke {
    /** One that is followed with the eye. */
    STRONG,
    /** One of many. */
    FINE,
    /** From the constant 1. */
    DASHED
  }

  /** How large letters are. */
  enum Size {
    /** Variables. */
    LARGE(18),
    /** Words. */
    SMALL(14);

    private final double units;

    Size(double units) {
      this.units = units;
    }

    /** The font's size in units of the scene. */
    double units() {
      return units;
    }
  }

  /**
   * A circle with a term in it.
   *
   * @param at the centre
   * @param radius of the circle
   * @param label the term, which may be empty
   * @param tone the colour
   */
  record Node(Point at, double radius, Term label, Tone tone) implements Mark {
    /** The share of the diameter that a label may take. */
    private static final double ROOM = 0.85;

    /** The font's size at which the label fits in. */
    double fontSize() {
      double most = Size.LARGE.units();
      return Math.min(most, most * ROOM * 2 * radius / Metrics.width(label, most));
    }

    @Override
    public Bounds bounds() {
      return Bounds.around(at, 2 * radius, 2 * radius);
    }

    @Override
    public void drawOn(Canvas canvas) {
      canvas.node(this);
    }
  }

  /**
   * A flat face.
   *
   * @param corners in order
   * @param tone the colour
   */
  record Face(List<Point> corners, Tone tone) implements Mark {

    public Face {
      corners = List.copyOf(corners);
    }

    @Override
    public Bounds bounds() {
      return Bounds.around(corners);
    }

    @Override
    public void drawOn(Canvas canvas) {
      canvas.face(this);
    }
  }

  /**
   * A straight line.
   *
   * @param from one end
   * @param to the other end
   * @param stroke how it looks
   * @param arrow whether there is an arrowhead at the other end
   */
  record Line(Point from, Point to, Stroke stroke, boolean arrow) implements Mark {

    /** A line between the borders of two circles. */
    static Line between(Node from, Node to, Stroke stroke, boolean arrow) {
      return new Line(
          from.at().towards(to.at(), from.radius()),
          to.at().towards(from.at(), to.radius()),
          stroke,
          arrow);
    }

    @Override
    public Bounds bounds() {
      return Bounds.around(List.of(from, to));
    }

    @Override
    public void drawOn(Canvas canvas) {
      canvas.line(this);
    }
  }

  /**
   * A term beside other marks.
   *
   * @param at its middle
   * @param text the term
   * @param size of the letters
   */
  record Label(Point at, Term text, Size size) implements Mark {

    /** Small words. */
    static Label words(Point at, String words) {
      return new Label(at, Term.words(words), Size.SMALL);
    }

    @Override
    public Bounds bounds() {
      return Bounds.around(at, Metrics.room(text, size.units()), 1.2 * size.units());
    }

    @Override
    public void drawOn(Canvas canvas) {
      canvas.label(this);
    }
  }

  /**
   * A brace below other marks, whose tip points down.
   *
   * @param left its left end
   * @param width from end to end
   */
  record Brace(Point left, double width) implements Mark {
    /** From the ends to the tip. */
    static final double HEIGHT = 12;

    Point right() {
      return left.plus(width, 0);
    }

    @Override
    public Bounds bounds() {
      return Bounds.around(List.of(left, right().plus(0, HEIGHT)));
    }

    @Override
    public void drawOn(Canvas canvas) {
      canvas.brace(this);
    }
  }

  /**
   * Three dots above each other: more of the same.
   *
   * @param at the middle one
   */
  record Dots(Point at) implements Mark {
    /** From dot to dot. */
    static final double STEP = 8;

    @Override
    public Bounds bounds() {
      return Bounds.around(at, STEP, 3 * STEP);
    }

    @Override
    public void drawOn(Canvas canvas) {
      canvas.dots(this);
    }
  }
}
