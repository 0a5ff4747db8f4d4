package dev.lamina.cli;

import dev.lamina.lecture.Section;
import dev.lamina.lecture.Stage;
import dev.lamina.text.Table;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.diagram.Diagram;
import dev.lamina.view.report.Report;
import java.io.PrintWriter;
import java.util.function.Supplier;

/** Presents the lecture as text. */
final class TextStage implements Stage {
  private static final int WIDTH = 100;

  private final PrintWriter out;
  private boolean begun;

  TextStage(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(Section section) {
    if (begun) {
      out.println();
    }
    begun = true;
    out.println(section.title());
    out.println("=".repeat(section.title().length()));
    out.println();
  }

  @Override
  public void say(String paragraph) {
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ", -1)) {
      if (line.length() + word.length() >= WIDTH) {
        out.println(line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    out.println(line);
    out.println();
    out.flush();
  }

  @Override
  public void show(String lines) {
    out.println(lines.stripTrailing());
    out.println();
    out.flush();
  }

  @Override
  public void show(String caption, Table table) {
    show(table.toString());
  }

  @Override
  public void draw(String caption, Diagram diagram) {
    out.println(caption);
    out.println();
    show(diagram.text());
  }

  /** A page alone has room for plots. */
  @Override
  public void plot(String name, Plot plot) {}

  @Override
  public void add(Supplier<Report> report, String text) {
    show(text);
  }
}
