package dev.lamina.lecture;

import dev.lamina.text.Table;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.diagram.Diagram;
import dev.lamina.view.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Keeps what a section presents. */
final class RecordedStage implements Stage {
  private final List<String> said = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();
  private final List<String> drawn = new ArrayList<>();
  private final List<Plot> plotted = new ArrayList<>();

  static RecordedStage of(Section section) {
    RecordedStage stage = new RecordedStage();
    section.present(stage);
    return stage;
  }

  @Override
  public void begin(Section section) {}

  @Override
  public void say(String paragraph) {
    said.add(paragraph);
  }

  @Override
  public void show(String lines) {
    shown.add(lines);
  }

  @Override
  public void show(String caption, Table table) {
    shown.add(table.toString());
  }

  @Override
  public void draw(String caption, Diagram diagram) {
    drawn.add(caption);
  }

  @Override
  public void plot(String name, Plot plot) {
    plotted.add(plot);
  }

  @Override
  public void add(Supplier<Report> report, String text) {
    show(text);
  }

  /** The captions of all drawings. */
  List<String> drawn() {
    return drawn;
  }

  /** All plots. */
  List<Plot> plotted() {
    return plotted;
  }

  /** All paragraphs. */
  String said() {
    return String.join("\n", said);
  }

  /** What was shown as lines, counted from 0. */
  String shown(int index) {
    return shown.get(index);
  }

  /** The cells of the lines of a table that begin with a number. */
  List<List<String>> rows(int index) {
    return shown
        .get(index)
        .lines()
        .filter(line -> line.matches("\\s*[0-9].*"))
        .map(line -> List.of(line.strip().split("\\s+")))
        .toList();
  }
}
