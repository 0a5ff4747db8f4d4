package dev.lamina.lecture;

import static dev.lamina.text.Numbers.bytes;
import static dev.lamina.text.Numbers.count;
import static dev.lamina.text.Numbers.fixed;

import dev.lamina.data.Dataset;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import dev.lamina.view.chart.Plot;

/** 3A: what a hundredth of the data tells about the slope. */
final class SubsampleSection implements Section {
  private static final int COUNT = 100_000;
  private static final int STEP = 100;
  private static final int UPDATES = 50;
  private static final long SEED = 3;

  private final Setting setting;

  SubsampleSection(Setting setting) {
    this.setting = setting;
  }

  @Override
  public String name() {
    return "subsample";
  }

  @Override
  public String title() {
    return "3A: Every hundredth point";
  }

  @Override
  public void present(Stage stage) {
    Points all = Points.aroundLine(COUNT, SEED);
    Points some = all.every(STEP, 0);
    stage.say(
        "%s points lie around y = 2x, with noise. Gradient descent fits the slope w of ŷ = w x in %d updates, once looking at all points and once at every %dth."
            .formatted(count(COUNT), UPDATES, STEP));
    Fitted byAll = fit(all);
    Fitted bySome = fit(some);
    stage.show(
        "The slope by all points and by a hundredth of them",
        row(row(table(), "all", byAll), "every " + STEP + "th", bySome));
    stage.plot("subsample-all", plot("All points, of which some are drawn", byAll));
    stage.plot("subsample-some", plot("Every " + STEP + "th point", bySome));
    stage.say(
        "A hundredth of the memory and of the work gives a slope that is nearly the same: an update needs to know the gradient only roughly.");
  }

  private static Table table() {
    return Table.of(
        Column.left("points"),
        Column.right("count"),
        Column.right("slope"),
        Column.right("by least\nsquares"),
        Column.right("loss"),
        Column.right("memory of\nthe points"));
  }

  /** Some points, the slope that was fitted to them, its loss, and the bytes of the points. */
  private record Fitted(Points points, float slope, double loss, long memory) {}

  private Fitted fit(Points points) {
    try (Model model = Line.model(setting)) {
      Dataset data = points.dataset();
      model.fit(data.batch(points.count()), Fit.epochs(UPDATES));
      return new Fitted(
          points, Line.slope(model), model.evaluate(data).loss(), model.memory().examples());
    }
  }

  private static Table row(Table table, String name, Fitted fitted) {
    return table.row(
        name,
        count(fitted.points().count()),
        fixed(fitted.slope(), 4),
        fixed(fitted.points().nearestSlope(), 4),
        fixed(fitted.loss(), 4),
        bytes(fitted.memory()));
  }

  private static Plot plot(String title, Fitted fitted) {
    return fitted.points().scatter(title).line("fitted", fitted.slope(), 0).plot();
  }
}
