package dev.lamina.view.chart;

import dev.lamina.text.Numbers;
import dev.lamina.train.metric.ConfusionMatrix;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;

/**
 * A confusion matrix as a heat map: a row for each true class, a column for each predicted one.
 *
 * @param title what is to be seen, in a few words
 * @param matrix the counts
 * @param classes the names of the classes
 */
public record ConfusionChart(String title, ConfusionMatrix matrix, List<String> classes)
    implements Chart {
  private static final int MARGIN = 150;
  private static final int CELL = 52;
  private static final int LEAST = 420;

  /** How many pixels the name of a class may take beside its row. */
  private static final int LABEL_SPACE = 20;

  /**
   * Checks that every class has its name.
   *
   * @throws IllegalArgumentException if there are more or fewer names than classes
   */
  public ConfusionChart {
    classes = List.copyOf(classes);
    if (classes.size() != matrix.classes()) {
      throw new IllegalArgumentException(
          "A confusion matrix of %s classes needs as many names, but got %s."
              .formatted(matrix.classes(), classes));
    }
  }

  /** A chart whose classes are named by their numbers. */
  public static ConfusionChart of(String title, ConfusionMatrix matrix) {
    List<String> numbers = IntStream.range(0, matrix.classes()).mapToObj(String::valueOf).toList();
    return new ConfusionChart(title, matrix, numbers);
  }

  @Override
  public String description() {
    long right = IntStream.range(0, matrix.classes()).mapToLong(k -> matrix.count(k, k)).sum();
    return "%s: %s of %s are recognized, a share of %s."
        .formatted(
            title,
            Numbers.count(right),
            Numbers.count(matrix.examples()),
            Numbers.fixed(matrix.accuracy(), 4));
  }

  @Override
  public int width() {
    return MARGIN + Math.max(LEAST, CELL * matrix.classes());
  }

  @Override
  public int height() {
    return width();
  }

  @Override
  public void paint(Graphics2D graphics, Theme theme) {
    long largest = matrix.counts().stream().flatMap(List::stream).reduce(1L, Math::max);
    HeatMapChart chart =
        new HeatMapChartBuilder().width(width()).height(height()).title(title).build();
    chart.setXAxisTitle("predicted class");
    chart.setYAxisTitle("true class");
    ChartStyle.apply(theme, chart.getStyler());
    chart
        .getStyler()
        .setShowValue(true)
        .setValueFont(ChartStyle.TEXT)
        .setValueFontColor(Color.decode(theme.text()))
        .setHeatMapDecimalValueFormatter(count -> Numbers.count(Math.round(count)))
        .setRangeColors(new Color[] {Color.decode(theme.background()), Color.decode(theme.right())})
        .setDrawBorder(true)
        .setMin(0)
        .setMax((double) largest)
        .setPlotContentSize(1)
        .setLegendVisible(false);
    chart.getStyler().setXAxisTickMarkSpacingHint(LABEL_SPACE);
    chart.getStyler().setYAxisTickMarkSpacingHint(LABEL_SPACE);
    List<String> upwards = new ArrayList<>(classes);
    Collections.reverse(upwards);
    chart.addSeries("counts", classes, upwards, cells());
    chart.paint(graphics, width(), height());
  }

  /** The cells as XChart takes them: column, row from below, count. */
  private List<Number[]> cells() {
    int last = matrix.classes() - 1;
    List<Number[]> cells = new ArrayList<>();
    for (int truth = 0; truth <= last; truth++) {
      for (int predicted = 0; predicted <= last; predicted++) {
        cells.add(new Number[] {predicted, last - truth, matrix.count(truth, predicted)});
      }
    }
    return cells;
  }
}
