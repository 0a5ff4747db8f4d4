package dev.lamina.lecture;

import static dev.lamina.view.Numbers.bytes;
import static dev.lamina.view.Numbers.count;
import static dev.lamina.view.Numbers.fixed;

import dev.lamina.data.Batches;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.view.Table;
import dev.lamina.view.Table.Column;
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
    List<Batches> whole = List.of(allAtOnce(all));
    List<Batches> halves = List.of(allAtOnce(all.every(2, 0)), allAtOnce(all.every(2, 1)));
    stage.say(
        "If the device cannot hold all %s points, it can hold the even-numbered and the odd-numbered ones in turn: an update looks at one half, the next update at the other."
            .formatted(count(COUNT)));
    Table table =
        Table.of(
            Column.right("update"),
            Column.right("slope by\nall points"),
            Column.right("memory\nheld"),
            Column.left("half"),
            Column.right("slope by\nhalves"),
            Column.right("memory\nheld"));
    try (Model withAll = Line.model(setting);
        Model withHalves = Line.model(setting)) {
      for (int update = 0; update < UPDATES; update++) {
        train(withAll, whole, update);
        train(withHalves, halves, update);
        table =
            table.row(
                String.valueOf(update + 1),
                fixed(Line.slope(withAll), 4),
                bytes(withAll.memory().examples()),
                update % 2 == 0 ? "even" : "odd",
                fixed(Line.slope(withHalves), 4),
                bytes(withHalves.memory().examples()));
      }
    }
    stage.show(table);
    stage.say(
        "Half the memory is held at any moment, and the slope goes the same way: this is mini-batch gradient descent with two batches.");
  }

  private static Batches allAtOnce(Points points) {
    return points.dataset().batch(points.count());
  }

  /** One update on the part whose turn it is; what was on the device before makes room for it. */
  private static void train(Model model, List<Batches> parts, int update) {
    model.fit(parts.get(update % parts.size()), Fit.epochs(1));
  }
}
