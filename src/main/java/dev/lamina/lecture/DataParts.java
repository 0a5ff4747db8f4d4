package dev.lamina.lecture;

import static dev.lamina.text.Numbers.bytes;
import static dev.lamina.text.Numbers.count;
import static dev.lamina.text.Numbers.fixed;

import dev.lamina.data.Dataset;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import dev.lamina.view.chart.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** 3A and 3B: what parts of the data tell about the slope. */
final class DataParts {
  private static final int COUNT = 100_000;
  private static final int STEP = 100;
  private static final int SUBSAMPLE_UPDATES = 50;
  private static final int HALVES_UPDATES = 10;
  private static final long SEED = 3;

  private DataParts() {}

  /** 3A: what a hundredth of the data tells. */
  static void subsample(Presentation to, UnaryOperator<Settings> placed) {
    Points all = Points.aroundLine(COUNT, SEED);
    Points some = all.every(STEP, 0);
    to.say(
        "%s points lie around y = 2x, with noise. Gradient descent fits the slope w of ŷ = w x in %d updates, once looking at all points and once at every %dth."
            .formatted(count(COUNT), SUBSAMPLE_UPDATES, STEP));
    Fitted byAll = fit(all, placed);
    Fitted bySome = fit(some, placed);
    Table table =
        Table.of(
                Column.left("points"),
                Column.right("count"),
                Column.right("slope"),
                Column.right("by least\nsquares"),
                Column.right("loss"),
                Column.right("memory of\nthe points"))
            .row(cells("all", byAll))
            .row(cells("every " + STEP + "th", bySome));
    to.show("The slope by all points and by a hundredth of them", table);
    to.plot("subsample-all", plot("All points, of which some are drawn", byAll));
    to.plot("subsample-some", plot("Every " + STEP + "th point", bySome));
    to.say(
        "A hundredth of the memory and of the work gives a slope that is nearly the same: an update needs to know the gradient only roughly.");
  }

  /** Some points, the slope that was fitted to them, its loss, and the bytes of the points. */
  private record Fitted(Points points, float slope, double loss, long memory) {}

  private static Fitted fit(Points points, UnaryOperator<Settings> placed) {
    try (Model model = Points.slopeModel(placed)) {
      Dataset data = points.dataset();
      model.fit(data.batch(points.count()), Fit.epochs(SUBSAMPLE_UPDATES));
      return new Fitted(
          points, Points.slope(model), model.evaluate(data).loss(), model.memory().examples());
    }
  }

  private static String[] cells(String name, Fitted fitted) {
    return new String[] {
      name,
      count(fitted.points().count()),
      fixed(fitted.slope(), 4),
      fixed(fitted.points().nearestSlope(), 4),
      fixed(fitted.loss(), 4),
      bytes(fitted.memory())
    };
  }

  private static Plot plot(String title, Fitted fitted) {
    return fitted.points().scatter(title).line("fitted", fitted.slope(), 0);
  }

  /** 3B: two halves of the data take turns on the device. */
  static void halves(Presentation to, UnaryOperator<Settings> placed) {
    Points all = Points.aroundLine(COUNT, SEED);
    to.say(
        "If the device cannot hold all %s points, it can hold the even-numbered and the odd-numbered ones in turn: an update looks at one half, the next update at the other."
            .formatted(count(COUNT)));
    List<Step> byAll = steps(placed, all);
    List<Step> byHalves = steps(placed, all.every(2, 0), all.every(2, 1));
    to.show("The slope after each update, and the memory held", table(byAll, byHalves));
    to.plot(
        "halves",
        Points.slopePlot(
            List.of(
                Points.slopes("all points", slopes(byAll)),
                Points.slopes("halves in turn", slopes(byHalves)))));
    to.say(
        "Half the memory is held at any moment, and the slope goes the same way: this is mini-batch gradient descent with two batches.");
  }

  /** The slope after an update, and the bytes of points that are held then. */
  private record Step(float slope, long memory) {}

  private static List<Float> slopes(List<Step> steps) {
    return steps.stream().map(Step::slope).toList();
  }

  /** Updates on the parts in turn; what was on the device before makes room for the next one. */
  private static List<Step> steps(UnaryOperator<Settings> placed, Points... parts) {
    List<Step> steps = new ArrayList<>();
    try (Model model = Points.slopeModel(placed)) {
      for (int update = 0; update < HALVES_UPDATES; update++) {
        Points part = parts[update % parts.length];
        model.fit(part.dataset().batch(part.count()), Fit.epochs(1));
        steps.add(new Step(Points.slope(model), model.memory().examples()));
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
    for (int update = 0; update < HALVES_UPDATES; update++) {
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
}
