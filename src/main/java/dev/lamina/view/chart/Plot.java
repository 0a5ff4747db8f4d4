package dev.lamina.view.chart;

import dev.lamina.text.Numbers;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines and points in a plane.
 *
 * @param title what is to be seen, in a few words
 * @param x the axis across
 * @param y the axis up
 * @param series in the order of their colours
 */
public record Plot(String title, Axis x, Axis y, List<Series> series) implements Chart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;

  /** Lines of fewer points show them, so that a single one is seen. */
  private static final int FEW = 40;

  /** Of how many parts of a line the lowest and the highest value are kept, to be looked at. */
  static final int PARTS = 1000;

  /** The same on paper, where nobody looks closer. */
  private static final int PAPER_PARTS = WIDTH / 2;

  /** How fine a cloud of points is drawn: thousands of points beside each other are one area. */
  private static final int CLOUD = 80;

  /** How many pixels a number below the axis may take. */
  private static final int LABEL_SPACE = 100;

  private static final double HARDLY = 1e-3;

  /**
   * One of the two axes.
   *
   * @param label what it measures, with the unit
   * @param logarithmic whether equal ratios are equally far apart, rather than equal differences;
   *     numbers of 0 and below then have no place
   */
  public record Axis(String label, boolean logarithmic) {

    /** Whether a number has a place: NaN and infinite ones have none. */
    boolean shows(double number) {
      return Double.isFinite(number) && (!logarithmic || number > 0);
    }
  }

  public Plot {
    series = List.copyOf(series);
  }

  /** A plot on linear scales. */
  public static Plot of(String title, String x, String y, List<Series> series) {
    return new Plot(title, new Axis(x, false), new Axis(y, false), series);
  }

  /**
   * Points on linear scales, from left to right and without a line.
   *
   * <pre>{@code
   * Plot.scatter("y = 2x + noise", x, y).leastSquares().write(Path.of("line.png"));
   * }</pre>
   *
   * @param x finite
   * @param y as many; those that are NaN or infinite are left out
   */
  public static Plot scatter(String title, double[] x, double[] y) {
    Series all = Series.points("data", x, y);
    int[] fromLeft =
        IntStream.range(0, all.size())
            .filter(i -> Double.isFinite(y[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return of(title, "x", "y", List.of(all.at(fromLeft)));
  }

  /**
   * The same plot with the line slope · x + intercept, such as a network of one node is, as wide as
   * the first series.
   */
  public Plot line(String name, double slope, double intercept) {
    double[] all = first().x();
    double[] ends = all.length == 0 ? all : new double[] {all[0], all[all.length - 1]};
    String equation =
        "%s: y = %s x %s %s"
            .formatted(
                name,
                Numbers.fixed(slope, 3),
                intercept < -0.0005 ? "−" : "+",
                Numbers.fixed(Math.abs(intercept), 3));
    List<Series> more = new ArrayList<>(series);
    more.add(
        Series.line(
            equation, ends, Arrays.stream(ends).map(each -> slope * each + intercept).toArray()));
    return new Plot(title, x, y, more);
  }

  /**
   * The same plot with the line from which the first series' squared distances, up and down, are
   * least.
   */
  public Plot leastSquares() {
    double[] xs = first().x();
    double[] ys = first().y();
    double meanX = Arrays.stream(xs).average().orElse(0);
    double meanY = Arrays.stream(ys).average().orElse(0);
    double together = 0;
    double alone = 0;
    for (int i = 0; i < xs.length; i++) {
      together += (xs[i] - meanX) * (ys[i] - meanY);
      alone += (xs[i] - meanX) * (xs[i] - meanX);
    }
    double slope = alone == 0 ? 0 : together / alone;
    return line("least squares", slope, meanY - slope * meanX);
  }

  private Series first() {
    if (series.isEmpty()) {
      throw new IllegalStateException("\"%s\" has no points for a line.".formatted(title));
    }
    return series.get(0);
  }

  /** The same plot with x on a logarithmic scale. */
  public Plot logarithmicX() {
    return new Plot(title, new Axis(x.label, true), y, series);
  }

  /** The same plot with y on a logarithmic scale. */
  public Plot logarithmicY() {
    return new Plot(title, x, new Axis(y.label, true), series);
  }

  /**
   * The same plot with no more points than it takes to look the same: of a long line the lowest and
   * the highest of each of its parts, of many points those that do not hide each other.
   */
  public Plot thinned() {
    return new Plot(title, x, y, series.stream().map(each -> thinned(each, PARTS)).toList());
  }

  private static Series thinned(Series series, int parts) {
    return series.at(
        series.joined()
            ? Thinning.extremes(series.size(), i -> series.y()[i], parts)
            : Thinning.cloud(series.x(), series.y(), CLOUD));
  }

  @Override
  public String description() {
    return "%s, over %s. %s."
        .formatted(
            title,
            x.label(),
            series.stream().map(Series::description).collect(Collectors.joining("; ")));
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return HEIGHT;
  }

  @Override
  public void paint(Graphics2D graphics, Theme theme) {
    XYChart chart = new XYChart(WIDTH, HEIGHT);
    chart.setTitle(title);
    chart.setXAxisTitle(x.label());
    chart.setYAxisTitle(y.label());
    ChartStyle.apply(theme, chart.getStyler());
    boolean counts =
        series.stream().flatMapToDouble(s -> Arrays.stream(s.x())).allMatch(Plot::isWhole);
    chart
        .getStyler()
        .setXAxisTickLabelsFormattingFunction(
            number -> counts && !isWhole(number) ? " " : ChartStyle.number(number));
    chart.getStyler().setYAxisTickLabelsFormattingFunction(ChartStyle::number);
    chart.getStyler().setXAxisTickMarkSpacingHint(LABEL_SPACE);
    chart.getStyler().setXAxisLogarithmic(x.logarithmic);
    chart.getStyler().setYAxisLogarithmic(y.logarithmic);
    List<Series> shown =
        series.stream().map(each -> thinned(each, PAPER_PARTS).shownOn(x, y)).toList();
    for (int i = 0; i < shown.size(); i++) {
      if (shown.get(i).anything()) {
        add(chart, i, shown.get(i), theme);
      }
    }
    bound(chart.getStyler(), shown.stream().filter(Series::anything).toList());
    chart.paint(graphics, WIDTH, HEIGHT);
  }

  private static boolean isWhole(double number) {
    return number == Math.rint(number);
  }

  private static void add(XYChart chart, int number, Series shown, Theme theme) {
    XYSeries added = chart.addSeries((number + 1) + " " + shown.name(), shown.x(), shown.y());
    boolean points = !shown.joined();
    Color colour = Color.decode(theme.line(number));
    added.setLabel(shown.name());
    added.setMarkerColor(points ? ChartStyle.faint(colour) : colour);
    added.setLineColor(colour);
    int dashes = shown.mark() == Series.Mark.DASHED ? 1 : number / theme.lines().size();
    added.setLineStyle(ChartStyle.line(dashes));
    added.setXYSeriesRenderStyle(
        points ? XYSeries.XYSeriesRenderStyle.Scatter : XYSeries.XYSeriesRenderStyle.Line);
    added.setMarker(points || shown.size() < FEW ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
  }

  /**
   * Sets the ends of the axes. XChart labels x that are equally far apart, such as epochs, by
   * themselves, however odd they are, and others by round numbers: an end that is hardly beyond the
   * first makes the distances unequal.
   */
  private void bound(AxesChartStyler style, List<Series> shown) {
    if (shown.isEmpty()) {
      style.setXAxisMin(1.0).setXAxisMax(10.0).setYAxisMin(1.0).setYAxisMax(10.0);
      return;
    }
    double least = shown.stream().flatMapToDouble(s -> Arrays.stream(s.x())).min().orElse(1);
    double most = shown.stream().flatMapToDouble(s -> Arrays.stream(s.x())).max().orElse(1);
    if (!x.logarithmic && most > least) {
      style.setXAxisMin(least - HARDLY * (most - least));
    }
  }
}
