package dev.lamina.view.chart;

import java.util.List;

/**
 * The colours of all charts, as {@code #RRGGBB}. Those of lines differ to every kind of colour
 * blindness and stand out against the background by 3:1 or more.
 *
 * @param background of the chart
 * @param text of titles, labels and axes
 * @param grid of the lines behind the data
 * @param lines of one series after the other; then they begin again, dashed
 * @param right of what is as it should be, such as the diagonal of a confusion matrix
 * @param wrong of mistakes
 */
public record Theme(
    String background, String text, String grid, List<String> lines, String right, String wrong) {

  /** Dark on white, as on paper. */
  public static final Theme LIGHT =
      new Theme(
          "#FFFFFF",
          "#1D2125",
          "#DDE1E5",
          List.of("#0060A8", "#D55E00", "#009E73", "#7B2D6B", "#444444"),
          "#56B4E9",
          "#E69F00");

  /** Light on black. */
  public static final Theme DARK =
      new Theme(
          "#15181C",
          "#E6E9EC",
          "#343A41",
          List.of("#5B9BF0", "#F0743A", "#3DE0A0", "#A98796", "#DFEAFF"),
          "#2A6F97",
          "#A65E00");

  public Theme {
    lines = List.copyOf(lines);
  }

  /** Both themes as CSS: variables of a page, which follow what its reader asked for. */
  public static String stylesheet() {
    return ":root {\n%s}\n@media screen and (prefers-color-scheme: dark) {\n:root {\n%s}\n}\n"
        .formatted(LIGHT.variables(), DARK.variables());
  }

  private String variables() {
    return """
        --background: %s;
        --text: %s;
        --grid: %s;
        --right: %s;
        --wrong: %s;
        --lines: %s;
        """
        .formatted(background, text, grid, right, wrong, String.join(" ", lines));
  }

  /** The colour of a series, counted from 0. */
  public String line(int series) {
    return lines.get(series % lines.size());
  }
}
