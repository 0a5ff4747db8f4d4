package dev.lamina.view.diagram;

import java.util.List;

/** An upright rectangle, from its smallest to its largest x and y. */
record Bounds(double left, double top, double right, double bottom) {

  /** A rectangle around a point. */
  static Bounds around(Point centre, double width, double height) {
    return new Bounds(
        centre.x() - width / 2,
        centre.y() - height / 2,
        centre.x() + width / 2,
        centre.y() + height / 2);
  }

  /** The smallest rectangle with some points in it, at least one. */
  static Bounds around(List<Point> points) {
    return points.stream().map(point -> around(point, 0, 0)).reduce(Bounds::and).orElseThrow();
  }

  /** The smallest rectangle with some marks in it, at least one. */
  static Bounds of(List<? extends Mark> marks) {
    return marks.stream().map(Mark::bounds).reduce(Bounds::and).orElseThrow();
  }

  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  /** The smallest rectangle with both in it. */
  Bounds and(Bounds other) {
    return new Bounds(
        Math.min(left, other.left),
        Math.min(top, other.top),
        Math.max(right, other.right),
        Math.max(bottom, other.bottom));
  }

  /** Whether the two have more than a rim in common. */
  boolean touches(Bounds other) {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }

  /** The rectangle with a margin. */
  Bounds grown(double margin) {
    return new Bounds(left - margin, top - margin, right + margin, bottom + margin);
  }
}
