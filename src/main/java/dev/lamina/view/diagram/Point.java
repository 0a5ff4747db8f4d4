package dev.lamina.view.diagram;

/** A place in a scene: x to the right and y downwards, in units of about a pixel. */
record Point(double x, double y) {

  Point plus(double right, double down) {
    return new Point(x + right, y + down);
  }

  double distance(Point other) {
    return Math.hypot(other.x - x, other.y - y);
  }

  /** The point that is so far from here on the way to another one. */
  Point towards(Point other, double distance) {
    double share = distance / distance(other);
    return new Point(x + (other.x - x) * share, y + (other.y - y) * share);
  }
}
