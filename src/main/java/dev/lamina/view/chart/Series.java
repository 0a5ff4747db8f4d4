package dev.lamina.view.chart;

import static dev.lamina.text.Numbers.count;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Numbers over numbers, drawn in one colour.
 *
 * @param name for people
 * @param x rising if they are joined by a line; finite
 * @param y as many as x; NaN and infinite ones are gaps
 * @param mark how it is drawn
 */
@SuppressWarnings("ArrayRecordComponent") // Carries numbers, is never compared.
public record Series(String name, double[] x, double[] y, Mark mark) {

  /** How a series is drawn. */
  public enum Mark {
    /** Points that nothing joins. */
    POINTS,
    /** A line through the points. */
    LINE,
    /** A dashed line through the points. */
    DASHED
  }

  /**
   * Checks that the numbers go together.
   *
   * @throws IllegalArgumentException if there are more of x than of y, or fewer, or one of x is NaN
   *     or infinite
   */
  public Series {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "A series needs a y for each x, but \"%s\" has %s of x and %s of y."
              .formatted(name, x.length, y.length));
    }
    if (!Arrays.stream(x).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "A series needs finite numbers as x, but \"%s\" has NaN or infinity.".formatted(name));
    }
  }

  /** A line. */
  public static Series line(String name, double[] x, double[] y) {
    return new Series(name, x, y, Mark.LINE);
  }

  /** A dashed line, such as a truth beside what was learned. */
  public static Series dashed(String name, double[] x, double[] y) {
    return new Series(name, x, y, Mark.DASHED);
  }

  /** Points. */
  public static Series points(String name, double[] x, double[] y) {
    return new Series(name, x, y, Mark.POINTS);
  }

  /** Whether a line joins the points. */
  boolean joined() {
    return mark != Mark.POINTS;
  }

  /** How many points there are. */
  public int size() {
    return x.length;
  }

  /** Whether there is a finite value. */
  boolean anything() {
    return Arrays.stream(y).anyMatch(Double::isFinite);
  }

  /** The points of these indexes. */
  Series at(int[] indexes) {
    return new Series(
        name,
        Arrays.stream(indexes).mapToDouble(i -> x[i]).toArray(),
        Arrays.stream(indexes).mapToDouble(i -> y[i]).toArray(),
        mark);
  }

  /** The same with NaN in place of all that axes have no place for. */
  Series shownOn(Plot.Axis xAxis, Plot.Axis yAxis) {
    int[] placed = IntStream.range(0, size()).filter(i -> xAxis.shows(x[i])).toArray();
    Series inPlace = at(placed);
    double[] values = Arrays.stream(inPlace.y).map(v -> yAxis.shows(v) ? v : Double.NaN).toArray();
    return new Series(name, inPlace.x, values, mark);
  }

  /** What is to be read of the series where nobody sees it. */
  String description() {
    double[] finite = Arrays.stream(y).filter(Double::isFinite).toArray();
    if (finite.length == 0) {
      return name + ": no finite values";
    }
    String ends =
        joined()
            ? String.format(Locale.ROOT, "from %.4g to %.4g", finite[0], finite[finite.length - 1])
            : count(size()) + " points";
    return name + ": " + ends + (finite.length < size() ? ", with gaps" : "");
  }
}
