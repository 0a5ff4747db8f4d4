package dev.lamina.lecture;

import static dev.lamina.text.Numbers.bytes;
import static dev.lamina.text.Numbers.count;
import static dev.lamina.text.Numbers.fixed;

import dev.lamina.data.Batches;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** 3B: two halves of the data take turns on the device. */
final class HalvesSection implements Section {
  private static final int COUNT = 100_000;
  private static final int UPDATES = 10;
  private static final long SEED = 3;

  private final Setting setting;

  HalvesSection(Setting setting) {
    this.setting = setting;
  }

  @Override
  public String name() {
    return "halves";
  }

  @Override
  public String title() {
    return "3B: Halves taking turns";
  }

  @Override
  public void present(Stage stage) {
    Points all = Points.aroundLine(COUNT, SEED);
    stage.say(
        "If the device cannot hold all %s points, it can hold the even-numbered and the odd-numbered ones in turn: an update looks at one half, the next update at the other."
            .formatted(count(COUNT)));
    List<Step> byAll = steps(List.of(allAtOnce(all)));
    List<Step> byHalves = steps(List.of(allAtOnce(all.every(2, 0)), allAtOnce(all.every(2, 1))));
    stage.show("The slope after each update, and the memory held", table(byAll, byHalves));
    stage.plot(
        "halves",
        SlopePlot.of(
            List.of(
                SlopePlot.line("all points", slopes(byAll)),
                SlopePlot.line("halves in turn", slopes(byHalves)))));
    stage.say(
        "Half the memory is held at any moment, and the slope goes the same way: this is mini-batch gradient descent with two batches.");
  }

  /** The slope after an update, and the bytes of points that are held then. */
  private record Step(float slope, long memory) {}

  private static List<Float> slopes(List<Step> steps) {
    return steps.stream().map(Step::slope).toList();
  }

  /** Updates on the parts in turn; what was on the device before makes room for the next one. */
  private List<Step> steps(List<Batches> parts) {
    List<Step> steps = new ArrayList<>();
    try (Model model = Line.model(setting)) {
      for (int update = 0; update < UPDATES; update++) {
        model.fit(parts.get(update % parts.size()), Fit.epochs(1));
        steps.add(new Step(Line.slope(model), model.memory().examples()));
      }
    }
    return steps;
  }

  private static Table table(List<Step> byAll, List<Step> byHalves) {
    Table table =
        Table.of(
            Column.right("update"),
            Column.right("slope by\nall points"),
            Column.right("memory\nheld"),
            Column.left("half"),
            Column.right("slope by\nhalves"),
            Column.right("memory\nheld"));
    for (int update = 0; update < UPDATES; update++) {
      table =
          table.row(
              String.valueOf(update + 1),
              fixed(byAll.get(update).slope(), 4),
              bytes(byAll.get(update).memory()),
              update % 2 == 0 ? "even" : "odd",
              fixed(byHalves.get(update).slope(), 4),
              bytes(byHalves.get(update).memory()));
    }
    return table;
  }

  private static Batches allAtOnce(Points points) {
    return points.dataset().batch(points.count());
  }
}
