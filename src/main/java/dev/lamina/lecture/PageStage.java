package dev.lamina.lecture;

import static dev.lamina.view.report.Html.element;

import dev.lamina.model.Provenance;
import dev.lamina.text.Table;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.diagram.Diagram;
import dev.lamina.view.report.Html;
import dev.lamina.view.report.HtmlTable;
import dev.lamina.view.report.Report;
import dev.lamina.view.report.Sections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Presents the lecture as a page. */
public final class PageStage implements Stage {
  private final List<Report.Section> sections = new ArrayList<>();

  /** The page of all that was presented so far. */
  public Report report(Provenance provenance) {
    Report report =
        Report.of(
            "From a node to stochastic gradient descent",
            "The lecture in Java: networks drawn and counted, CPU and GPU, and gradient descent in its versions.");
    for (Report.Section section : sections) {
      report = report.section(section);
    }
    return report.section(Sections.provenance(provenance, Map.of()));
  }

  @Override
  public void begin(Section section) {
    sections.add(Report.Section.of(section.title()));
  }

  @Override
  public void say(String paragraph) {
    add(element("p", paragraph));
  }

  @Override
  public void show(String lines) {
    add(element("pre", lines.stripTrailing()));
  }

  @Override
  public void show(String caption, Table table) {
    add(HtmlTable.of(caption, table));
  }

  @Override
  public void draw(String caption, Diagram diagram) {
    add(
        element("figure", element("figcaption", caption), Html.markup(diagram.svg()))
            .with("class", "diagram"));
  }

  @Override
  public void plot(String name, Plot plot) {
    replaceLast(last().plot(name, plot));
  }

  @Override
  public void add(Supplier<Report> report, String text) {
    sections.addAll(report.get().sections());
  }

  private void add(Html content) {
    replaceLast(last().add(content));
  }

  private Report.Section last() {
    return sections.get(sections.size() - 1);
  }

  private void replaceLast(Report.Section section) {
    sections.set(sections.size() - 1, section);
  }
}
