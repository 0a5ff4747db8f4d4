package dev.lamina.view.report;

import static dev.lamina.view.report.Html.element;
import static dev.lamina.view.report.Html.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamina.text.Numbers;
import dev.lamina.train.metric.ConfusionMatrix;
import dev.lamina.view.chart.Chart;
import dev.lamina.view.chart.ConfusionChart;
import dev.lamina.view.chart.Picture;
import dev.lamina.view.chart.PictureGrid;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.chart.Series;
import dev.lamina.view.chart.Theme;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.w3c.dom.Node;

/**
 * A chart on a page, in the form that suits a page: plots react to the mouse, confusion matrices
 * are tables, pictures stay pictures.
 *
 * @param name of the chart's file, without its ending
 * @param chart as it is drawn on paper
 * @param html as it stands on the page
 */
public record Figure(String name, Chart chart, Html html) implements Html {
  /** More digits than anyone sees, fewer than doubles have. */
  private static final MathContext ROUNDED = new MathContext(8);

  /**
   * A plot that reacts to the mouse, for which the reader may choose one of several x.
   *
   * @param views of the same series, over one x each; the first is the one on paper
   * @throws IllegalArgumentException if there is none
   */
  public static Figure of(String name, List<Plot> views) {
    if (views.isEmpty()) {
      throw new IllegalArgumentException("The figure \"" + name + "\" needs a plot, but got none.");
    }
    Plot first = views.get(0);
    Html html =
        element("figure")
            .with("class", "plot")
            .add(
                element("figcaption", first.title()),
                element("div").with("class", "live"),
                element("img")
                    .with("class", "paper")
                    .with("width", String.valueOf(first.width()))
                    .with("height", String.valueOf(first.height()))
                    .with("alt", first.description())
                    .with("src", data("image/svg+xml", first.svg(Theme.LIGHT))),
                element("script", json(views)).with("type", "application/json"));
    return new Figure(name, first, html);
  }

  /**
   * The numbers of the views as the page's script takes them: thinned, rounded, null where there
   * are none. No string in it ends the script element that it stands in.
   */
  static String json(List<Plot> views) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("description", views.get(0).description());
    json.set("y", axis(views.get(0).y()));
    for (Plot view : views) {
      ObjectNode node = json.withArray("/views").addObject();
      node.set("x", axis(view.x()));
      ArrayNode series = node.putArray("series");
      view.thinned().series().forEach(each -> series.add(series(each)));
    }
    return json.toString().replace("<", "\\u003C");
  }

  private static ObjectNode axis(Plot.Axis axis) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("label", axis.label())
        .put("log", axis.logarithmic());
  }

  private static ObjectNode series(Series series) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", series.name());
    json.put("mark", series.mark().name().toLowerCase(Locale.ROOT));
    numbers(json.putArray("x"), series.x());
    numbers(json.putArray("y"), series.y());
    return json;
  }

  private static void numbers(ArrayNode array, double[] numbers) {
    for (double number : numbers) {
      array.add(Double.isFinite(number) ? new BigDecimal(number, ROUNDED) : null);
    }
  }

  /** A confusion matrix as a table, a row for each true class. */
  public static Figure of(String name, ConfusionChart chart) {
    ConfusionMatrix matrix = chart.matrix();
    Html.Element head = element("tr", element("th", "true class").with("scope", "col"));
    List<Html> rows = new ArrayList<>();
    for (int truth = 0; truth < matrix.classes(); truth++) {
      head = head.add(element("th", "as " + chart.classes().get(truth)).with("scope", "col"));
      Html.Element row =
          element("tr", element("th", chart.classes().get(truth)).with("scope", "row"));
      for (int predicted = 0; predicted < matrix.classes(); predicted++) {
        row = row.add(cell(matrix, truth, predicted));
      }
      rows.add(row);
    }
    Html table =
        element("table")
            .with("class", "confusion")
            .add(
                element("caption", text(chart.title() + ": "), text(recognized(matrix))),
                element("thead", head),
                element("tbody").add(rows));
    return new Figure(name, chart, element("div", table).with("class", "wide"));
  }

  private static Html cell(ConfusionMatrix matrix, int truth, int predicted) {
    double share = matrix.count(truth, predicted) / (double) Math.max(1, matrix.support(truth));
    boolean right = truth == predicted;
    // A few mistakes among thousands are to be seen, so their colour grows with the root.
    double strength = right ? share : Math.sqrt(share);
    return element("td", Numbers.count(matrix.count(truth, predicted)))
        .with("class", right ? "right" : "wrong")
        .with("style", String.format(Locale.ROOT, "--strength: %.0f%%", 100 * strength));
  }

  private static String recognized(ConfusionMatrix matrix) {
    return "%s of %s recognized"
        .formatted(
            Numbers.count(Math.round(matrix.accuracy() * matrix.examples())),
            Numbers.count(matrix.examples()));
  }

  /** Pictures beside and below each other. */
  public static Figure of(String name, PictureGrid grid) {
    List<Html> items = new ArrayList<>();
    for (PictureGrid.Captioned each : grid.pictures()) {
      Html.Element item = element("li", image(each.picture(), each.description()));
      items.add(each.caption().isEmpty() ? item : item.add(element("p", each.caption())));
    }
    Html html =
        element("figure")
            .with("class", "pictures")
            .add(element("figcaption", grid.description()), element("ul").add(items));
    return new Figure(name, grid, html);
  }

  private static Html image(Picture picture, String description) {
    return element("img")
        .with("alt", description)
        .with("width", String.valueOf(picture.width()))
        .with("height", String.valueOf(picture.height()))
        .with("src", data("image/png", picture.png()));
  }

  @Override
  public void appendTo(Node parent) {
    html.appendTo(parent);
  }

  private static String data(String type, String text) {
    return data(type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String data(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
