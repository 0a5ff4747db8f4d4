package dev.lamina.view.chart;

import dev.lamina.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Points with lines through them.
 *
 * <pre>{@code
 * Scatter.of("y = 2x + noise", x, y).leastSquares().plot().write(Path.of("line.png"));
 * }</pre>
 *
 * @param title what is to be seen, in a few words
 * @param points of finite numbers, from left to right
 * @param lines through them
 */
public record Scatter(String title, Series points, List<Series> lines) {

  public Scatter {
    lines = List.copyOf(lines);
  }

  /**
   * Points without a line.
   *
   * @param x finite
   * @param y as many; those that are NaN or infinite are left out
   */
  public static Scatter of(String title, double[] x, double[] y) {
    Series all = Series.points("data", x, y);
    int[] fromLeft =
        IntStream.range(0, all.size())
            .filter(i -> Double.isFinite(y[i]))
            .boxed()
            .sorted((a, b) -> Double.compare(x[a], x[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Scatter(title, all.at(fromLeft), List.of());
  }

  /** The same with the line slope · x + intercept, such as a network of one node is. */
  public Scatter line(String name, double slope, double intercept) {
    double[] x = points.x();
    double[] ends = x.length == 0 ? x : new double[] {x[0], x[x.length - 1]};
    double[] y = Arrays.stream(ends).map(each -> slope * each + intercept).toArray();
    String equation =
        "%s: y = %s x %s %s"
            .formatted(
                name,
                Numbers.fixed(slope, 3),
                intercept < -0.0005 ? "−" : "+",
                Numbers.fixed(Math.abs(intercept), 3));
    List<Series> more = new ArrayList<>(lines);
    more.add(Series.line(equation, ends, y));
    return new Scatter(title, points, more);
  }

  /** The same with the line from which the points' squared distances, up and down, are least. */
  public Scatter leastSquares() {
    double[] x = points.x();
    double[] y = points.y();
    double meanX = Arrays.stream(x).average().orElse(0);
    double meanY = Arrays.stream(y).average().orElse(0);
    double together = 0;
    double alone = 0;
    for (int i = 0; i < x.length; i++) {
      together += (x[i] - meanX) * (y[i] - meanY);
      alone += (x[i] - meanX) * (x[i] - meanX);
    }
    double slope = alone == 0 ? 0 : together / alone;
    return line("least squares", slope, meanY - slope * meanX);
  }

  /** The chart. */
  public Plot plot() {
    List<Series> series = new ArrayList<>(List.of(points));
    series.addAll(lines);
    return Plot.of(title, "x", "y", series);
  }
}
