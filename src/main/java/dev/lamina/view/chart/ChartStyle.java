package dev.lamina.view.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How all charts look, but for their colours. */
final class ChartStyle {
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  static final Font SMALL = TEXT.deriveFont(12f);
  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);
  private static final Color NONE = new Color(0, 0, 0, 0);

  /** How lines are dashed once the colours begin again, in pixels. */
  private static final List<float[]> DASHES =
      List.of(new float[] {}, new float[] {8, 5}, new float[] {2, 4});

  private ChartStyle() {}

  static void apply(Theme theme, AxesChartStyler style) {
    Color background = Color.decode(theme.background());
    Color text = Color.decode(theme.text());
    Color grid = Color.decode(theme.grid());
    style.setLocale(Locale.ROOT);
    style.setAntiAlias(true);
    style.setBaseFont(TEXT);
    style.setChartTitleFont(TITLE);
    style.setLegendFont(TEXT);
    style.setChartBackgroundColor(background);
    style.setPlotBackgroundColor(background);
    style.setPlotBorderVisible(false);
    style.setChartFontColor(text);
    style.setChartTitleBoxVisible(false);
    style.setChartPadding(12);
    style.setChartTitlePadding(10);
    style.setMarkerSize(6);
    style.setLegendPosition(LegendPosition.OutsideS);
    style.setLegendLayout(LegendLayout.Horizontal);
    style.setLegendBackgroundColor(background);
    style.setLegendBorderColor(NONE);
    style.setAxisTitleFont(TEXT);
    style.setAxisTickLabelsFont(TEXT);
    style.setXAxisTitleColor(text);
    style.setYAxisTitleColor(text);
    style.setAxisTickLabelsColor(text);
    style.setAxisTickMarksColor(grid);
    style.setPlotGridLinesColor(grid);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setPlotMargin(0);
  }

  /** A number beside an axis: 0.25, 12,000, 1.5e+09. */
  static String number(double number) {
    double size = Math.abs(number);
    if (size != 0 && (size < 1e-4 || size >= 1e8)) {
      return String.format(Locale.ROOT, "%.3g", number).replaceFirst("\\.?0+(e|$)", "$1");
    }
    DecimalFormat format =
        new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return format.format(number);
  }

  /** A colour through which what lies below is seen, as where points are dense. */
  static Color faint(Color colour) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 110);
  }

  /**
   * The stroke of a line.
   *
   * @param round how often the colours began again before it
   */
  static BasicStroke line(int round) {
    float[] dash = DASHES.get(round % DASHES.size());
    return new BasicStroke(
        2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash.length == 0 ? null : dash, 0);
  }
}
