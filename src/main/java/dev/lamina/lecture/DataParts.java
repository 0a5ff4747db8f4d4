package dev.lamina.lecture;

import static dev.lamina.text.Numbers.bytes;
import static dev.lamina.text.Numbers.count;
import static dev.lamina.text.Numbers.fixed;

import dev.lamina.data.Dataset;
import dev.lamina.model.Fit;
import dev.lamina.model.Model;
import dev.lamina.model.Settings;
import dev.lamina.text.Table;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** 3A and 3B: what parts of the data tell about the slope. */
final class DataParts {
  private static final int COUNT = 100_000;
  private static final int STEP = 100;

  /** Takes the slope a third of its way to the best one in each update on x from -10 to 10. */
  private static final float LEARNING_RATE = 0.005f;

  private static final int UPDATES = 50;
  private static final int UPDATES_OF_HALVES = 10;

  private DataParts() {}

  /** 3A: what a hundredth of the data tells. */
  static void subsample(Presentation to, UnaryOperator<Settings> placed) {
    Points all = Points.aroundLine(COUNT);
    Points some = all.every(STEP, 0);
    to.say("3A.what", count(COUNT), Points.SEED);
    to.code(Points.class, "3A");
    to.plot("subsample-all", plot(to.words(), "3A.all", all));
    to.say("3A.memory", bytes(all.bytes()), bytes(1_000_000 * all.bytes()));
    to.say("3A.idea");
    to.plot("subsample-some", plot(to.words(), "3A.some", some));
    to.say("3A.fit", UPDATES);
    to.code(DataParts.class, "3A.fit");
    Learned byAll = learn(all, placed);
    Learned bySome = learn(some, placed);
    to.show(
        "3A.table",
        to.words()
            .table("3A.columns")
            .row(cells(to.words().get("3A.row.all"), all, byAll))
            .row(cells(to.words().get("3A.row.some"), some, bySome)));
    double difference = Math.abs(rounded(byAll.slope()) - rounded(bySome.slope()));
    to.say("3A.end", STEP, fixed(difference, 4));
  }

  /** A slope as tables show it. */
  private static double rounded(float slope) {
    return Math.rint(slope * 1e4) / 1e4;
  }

  /** What was learned of some points: the slope, its loss, and the bytes that were held. */
  private record Learned(float slope, double loss, long memory) {}

  private static Learned learn(Points points, UnaryOperator<Settings> placed) {
    Dataset ds = points.dataset();
    try (Model model = SlopeModel.of(false, LEARNING_RATE, placed)) {
      // code 3A.fit
      model.fit(ds.batch(ds.size()), Fit.epochs(UPDATES));
      // end
      return new Learned(
          SlopeModel.slope(model), model.evaluate(ds).loss(), model.memory().examples());
    }
  }

  private static String[] cells(String name, Points points, Learned learned) {
    return new String[] {
      name,
      count(points.count()),
      fixed(learned.slope(), 4),
      fixed(learned.loss(), 4),
      bytes(learned.memory())
    };
  }

  private static Plot plot(Words words, String title, Points points) {
    double[] x = Points.doubles(points.x());
    double[] ends = {x[0], x[x.length - 1]};
    return Plot.of(
        words.get(title),
        "x",
        "y",
        List.of(
            Series.points(words.get("3A.points"), x, Points.doubles(points.y())),
            Series.dashed(
                words.get("3A.line"),
                ends,
                new double[] {Points.SLOPE * ends[0], Points.SLOPE * ends[1]})));
  }

  /** 3B: two halves of the data take turns on the device. */
  static void halves(Presentation to, UnaryOperator<Settings> placed) {
    Points all = Points.aroundLine(COUNT);
    to.say("3B.what");
    to.steps("3B.steps");
    to.code(DataParts.class, "3B");
    to.say("3B.run");
    List<Step> byAll = steps(placed, all);
    List<Step> byHalves = steps(placed, all.every(2, 0), all.every(2, 1));
    to.show("3B.table", table(to.words(), byHalves));
    to.plot("halves", plot(to.words(), byAll, byHalves));
    int last = UPDATES_OF_HALVES - 1;
    to.say(
        "3B.end",
        UPDATES_OF_HALVES,
        fixed(byHalves.get(last).slope(), 4),
        fixed(byAll.get(last).slope(), 4));
  }

  /** The slope after an update, and the bytes of points that are held then. */
  private record Step(float slope, long memory) {}

  /** Updates on the parts in turn; what was on the device before makes room for the next one. */
  private static List<Step> steps(UnaryOperator<Settings> placed, Points... parts) {
    List<Step> steps = new ArrayList<>();
    try (Model model = SlopeModel.of(false, LEARNING_RATE, placed)) {
      // code 3B
      for (int update = 0; update < UPDATES_OF_HALVES; update++) {
        Dataset half = parts[update % parts.length].dataset();
        model.fit(half.batch(half.size()), Fit.epochs(1));
        steps.add(new Step(SlopeModel.slope(model), model.memory().examples()));
      }
      // end
    }
    return steps;
  }

  private static Table table(Words words, List<Step> steps) {
    Table table = words.table("3B.columns").row("1", words.get("3B.divide"), bytes(0), fixed(0, 4));
    float slope = 0;
    for (int update = 0; update < steps.size(); update++) {
      Step step = steps.get(update);
      String turn = update == 0 ? "3B.first" : update % 2 == 0 ? "3B.even" : "3B.odd";
      String memory = bytes(step.memory());
      table =
          table
              .row(String.valueOf(2 * update + 2), words.get(turn), memory, fixed(slope, 4))
              .row(
                  String.valueOf(2 * update + 3),
                  words.get("3B.update"),
                  memory,
                  fixed(step.slope(), 4));
      slope = step.slope();
    }
    return table;
  }

  /** Both go nearly the same way: the dashes lie on the line. */
  private static Plot plot(Words words, List<Step> byAll, List<Step> byHalves) {
    double[] updates = IntStream.rangeClosed(1, UPDATES_OF_HALVES).asDoubleStream().toArray();
    return Plot.of(
        words.get("3B.plot"),
        words.get("3B.updates"),
        words.get("3B.slope"),
        List.of(
            Series.line(words.get("3B.all"), updates, slopes(byAll)),
            Series.dashed(words.get("3B.halves"), updates, slopes(byHalves))));
  }

  private static double[] slopes(List<Step> steps) {
    return steps.stream().mapToDouble(Step::slope).toArray();
  }
}
