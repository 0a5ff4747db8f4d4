package dev.lamina.lecture;

import static dev.lamina.view.report.Html.element;

import dev.lamina.model.Provenance;
import dev.lamina.text.Table;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.diagram.Diagram;
import dev.lamina.view.report.Html;
import dev.lamina.view.report.Report;
import dev.lamina.view.report.Report.Section;
import dev.lamina.view.report.Sections;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The lecture as it is given: printed as text while it goes on, and kept as a page. */
public class Presentation {
  private static final int WIDTH = 100;

  private final PrintWriter out;
  private final List<Section> page = new ArrayList<>();

  /**
   * A presentation that begins.
   *
   * @param out where the text goes
   */
  public Presentation(PrintWriter out) {
    this.out = out;
  }

  /** The page of all that was presented so far. */
  public Report report(Provenance provenance) {
    Report report =
        Report.of(
            "From a node to stochastic gradient descent",
            "The lecture in Java: networks drawn and counted, CPU and GPU, and gradient descent in its versions.");
    for (Section section : page) {
      report = report.section(section);
    }
    return report.section(Sections.provenance(provenance, Map.of()));
  }

  /** Comes to the next part. */
  void begin(String title) {
    if (!page.isEmpty()) {
      out.println();
    }
    out.println(title);
    out.println("=".repeat(title.length()));
    out.println();
    page.add(Section.of(title));
  }

  /** Says a paragraph, of any length and without line breaks of its own. */
  void say(String paragraph) {
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH) {
        out.println(line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    print(line.toString());
    add(element("p", paragraph));
  }

  /** Shows lines as they are, such as a listing of numbers. */
  void show(String lines) {
    print(lines);
    add(element("pre", lines.stripTrailing()));
  }

  /** Shows a table. */
  void show(String caption, Table table) {
    print(table.toString());
    add(Html.table(caption, table));
  }

  /** Draws a network. */
  void draw(String caption, Diagram diagram) {
    out.println(caption);
    out.println();
    print(diagram.text());
    add(
        element("figure", element("figcaption", caption), Html.markup(diagram.svg()))
            .with("class", "diagram"));
  }

  /**
   * Plots numbers, on the page alone.
   *
   * @param name of the plot's file, without its ending
   */
  void plot(String name, Plot plot) {
    page.add(removeLast().plot(name, plot));
  }

  /** Takes the sections of a report into the page, and shows the text in their place. */
  void add(Report report, String text) {
    print(text);
    page.addAll(report.sections());
  }

  private void print(String lines) {
    out.println(lines.stripTrailing());
    out.println();
    out.flush();
  }

  private void add(Html content) {
    page.add(removeLast().add(content));
  }

  private Section removeLast() {
    return page.remove(page.size() - 1);
  }
}
