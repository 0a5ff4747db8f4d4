package dev.lamina.view.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
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
  public static final int FEW = 40;

  /** What a plot of a line's lowest and highest values is made of at most: one for each pixel. */
  static final int PARTS = 1000;

  /** How fine a cloud of points is drawn: thousands of points beside each other are one area. */
  private static final int CLOUD = 120;

  public Plot {
    series = List.copyOf(series);
  }

  /** A plot on linear scales. */
  public static Plot of(String title, String x, String y, List<Series> series) {
    return new Plot(title, Axis.linear(x), Axis.linear(y), series);
  }

  /** The same plot with x on a logarithmic scale. */
  public Plot logarithmicX() {
    return new Plot(title, x.logarithmic(), y, series);
  }

  /** The same plot with y on a logarithmic scale. */
  public Plot logarithmicY() {
    return new Plot(title, x, y.logarithmic(), series);
  }

  /**
   * The same plot with no more points than it takes to look the same: of a long line the lowest and
   * the highest of each of its parts, of many points those that do not hide each other.
   */
  public Plot thinned() {
    return new Plot(title, x, y, series.stream().map(Plot::thinned).toList());
  }

  private static Series thinned(Series series) {
    return series.at(
        series.mark() == Series.Mark.LINE
            ? Thinning.extremes(series.size(), i -> series.y()[i], PARTS)
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
    chart.getStyler().setXAxisLogarithmic(x.scale() == Scale.LOGARITHMIC);
    chart.getStyler().setYAxisLogarithmic(y.scale() == Scale.LOGARITHMIC);
    boolean anything = false;
    for (int i = 0; i < series.size(); i++) {
      anything |= add(chart, i, theme);
    }
    if (!anything) {
      // Axes of nothing need bounds.
      chart.getStyler().setXAxisMin(1.0).setXAxisMax(10.0).setYAxisMin(1.0).setYAxisMax(10.0);
    }
    chart.paint(graphics, WIDTH, HEIGHT);
  }

  /** Adds a series to the chart, and says whether there is anything of it to be seen. */
  private boolean add(XYChart chart, int number, Theme theme) {
    Series shown = thinned(series.get(number)).shownOn(x.scale(), y.scale());
    boolean anything = Arrays.stream(shown.y()).anyMatch(Double::isFinite);
    if (!anything) {
      return false;
    }
    XYSeries added = chart.addSeries((number + 1) + " " + shown.name(), shown.x(), shown.y());
    Color colour = Color.decode(theme.line(number));
    added.setLabel(shown.name());
    added.setMarkerColor(colour);
    added.setLineColor(colour);
    added.setLineStyle(ChartStyle.line(number / theme.lines().size()));
    boolean points = shown.mark() == Series.Mark.POINTS;
    added.setXYSeriesRenderStyle(
        points
            ? XYSeries.XYSeriesRenderStyle.Scatter
            : XYSeries.XYSeriesRenderStyle.Line);
    added.setMarker(
        points || shown.size() < FEW ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    return true;
  }
}
