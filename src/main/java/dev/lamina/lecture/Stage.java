package dev.lamina.lecture;

import dev.lamina.text.Table;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.diagram.Diagram;
import dev.lamina.view.report.Report;
import java.util.function.Supplier;

/** Where a section is presented: a terminal, a page, or both. */
public interface Stage {

  /** Comes to the next section. */
  void begin(Section section);

  /** Says a paragraph, of any length and without line breaks of its own. */
  void say(String paragraph);

  /** Shows lines as they are, such as a listing of numbers. */
  void show(String lines);

  /** Shows a table. */
  void show(String caption, Table table);

  /** Draws a network. */
  void draw(String caption, Diagram diagram);

  /**
   * Plots numbers, where that is possible.
   *
   * @param name of the plot's file, without its ending
   */
  void plot(String name, Plot plot);

  /**
   * Takes in the sections of a report, where that is possible.
   *
   * @param text what is shown elsewhere, where no report is made
   */
  void add(Supplier<Report> report, String text);
}
