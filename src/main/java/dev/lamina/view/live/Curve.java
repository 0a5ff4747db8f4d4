package dev.lamina.view.live;

import java.util.ArrayList;
import java.util.List;

/**
 * A curve that grows without end and is held in a bounded number of points: each stands for as many
 * neighbours as the others, at the last one's place and with their mean.
 */
final class Curve {
  /** More than a screen shows. */
  static final int MOST_POINTS = 1000;

  private List<Point> points = new ArrayList<>();
  private int neighbours = 1;

  /** Neighbours that are not enough for a point yet. */
  private long lastX;

  private double sum;
  private int count;

  /**
   * A point of the curve.
   *
   * @param y NaN or infinite where the values are
   */
  record Point(long x, double y) {}

  /** Adds a value, to the right of those before. */
  void add(long x, double y) {
    lastX = x;
    sum += y;
    count++;
    if (count == neighbours) {
      points.add(new Point(lastX, sum / count));
      sum = 0;
      count = 0;
      if (points.size() == MOST_POINTS) {
        halve();
      }
    }
  }

  private void halve() {
    List<Point> half = new ArrayList<>();
    for (int i = 0; i + 1 < points.size(); i += 2) {
      Point right = points.get(i + 1);
      half.add(new Point(right.x(), (points.get(i).y() + right.y()) / 2));
    }
    points = half;
    neighbours *= 2;
  }

  /** The curve so far, its last value always included. */
  List<Point> points() {
    if (count == 0) {
      return List.copyOf(points);
    }
    List<Point> all = new ArrayList<>(points);
    all.add(new Point(lastX, sum / count));
    return all;
  }
}
