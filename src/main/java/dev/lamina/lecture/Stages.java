package dev.lamina.lecture;

import dev.lamina.text.Table;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.diagram.Diagram;
import dev.lamina.view.report.Report;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Several stages on which the same is presented at once.
 *
 * @param all of them
 */
public record Stages(List<Stage> all) implements Stage {

  public Stages {
    all = List.copyOf(all);
  }

  private void each(Consumer<Stage> action) {
    all.forEach(action);
  }

  @Override
  public void begin(Section section) {
    each(stage -> stage.begin(section));
  }

  @Override
  public void say(String paragraph) {
    each(stage -> stage.say(paragraph));
  }

  @Override
  public void show(String lines) {
    each(stage -> stage.show(lines));
  }

  @Override
  public void show(String caption, Table table) {
    each(stage -> stage.show(caption, table));
  }

  @Override
  public void draw(String caption, Diagram diagram) {
    each(stage -> stage.draw(caption, diagram));
  }

  @Override
  public void plot(String name, Plot plot) {
    each(stage -> stage.plot(name, plot));
  }

  @Override
  public void add(Supplier<Report> report, String text) {
    each(stage -> stage.add(report, text));
  }
}
