package dev.lamina.view.report;

import dev.lamina.view.chart.ConfusionChart;
import dev.lamina.view.chart.PictureGrid;
import dev.lamina.view.chart.Plot;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a report under a heading of its own.
 *
 * @param title the heading
 * @param content from top to bottom, figures included
 * @param figures those among the content
 */
public record Section(String title, List<Html> content, List<Figure> figures) {

  public Section {
    content = List.copyOf(content);
    figures = List.copyOf(figures);
  }

  /** A section with nothing but its heading. */
  public static Section of(String title) {
    return new Section(title, List.of(), List.of());
  }

  /** The same section with more below: words, tables, or drawings as {@link Html#markup}. */
  public Section add(Html... more) {
    List<Html> all = new ArrayList<>(content);
    all.addAll(List.of(more));
    return new Section(title, all, figures);
  }

  /** The same section with a paragraph below. */
  public Section paragraph(String text) {
    return add(Html.element("p", text));
  }

  /** The same section with a figure below. */
  public Section add(Figure figure) {
    List<Figure> all = new ArrayList<>(figures);
    all.add(figure);
    return new Section(title, add(figure.html()).content, all);
  }

  /**
   * The same section with a plot below.
   *
   * @param name of its file, without the ending
   * @param views the same series over one x each, among which the reader chooses
   */
  public Section plot(String name, Plot... views) {
    return add(Figure.of(name, List.of(views)));
  }

  /** The same section with a confusion matrix below. */
  public Section confusion(String name, ConfusionChart chart) {
    return add(Figure.of(name, chart));
  }

  /** The same section with pictures below. */
  public Section pictures(String name, PictureGrid grid) {
    return add(Figure.of(name, grid));
  }

  /** Whether there is nothing below the heading. */
  public boolean isEmpty() {
    return content.isEmpty();
  }

  Html html() {
    return Html.element("section", Html.element("h2", title)).add(content);
  }
}
