package dev.lamina.lecture;

import static dev.lamina.text.Numbers.count;
import static dev.lamina.text.Numbers.fixed;

import dev.lamina.data.MnistFolder;
import dev.lamina.engine.Device;
import dev.lamina.engine.Jit;
import dev.lamina.lecture.Comparison.Way;
import dev.lamina.model.callback.Callbacks;
import dev.lamina.view.chart.Curves;
import dev.lamina.view.chart.Plot;
import dev.lamina.view.chart.Run;
import dev.lamina.view.chart.XAxis;
import java.util.List;

/** 3F: the versions on handwritten zeros and ones. */
final class Performance {
  private static final long SEED = 1;

  private Performance() {}

  static void present(Presentation to, Device device, Jit jit, MnistFolder mnist) {
    List<Way> ways = Way.all();
    Comparison comparison = Comparison.of(mnist, SEED, device.resolve(), jit, ways);
    Words words = to.words();
    to.say("3F.what");
    to.show(comparison.heading(words));
    to.heading("3F.updates");
    addUpdates(to, comparison.train().size(), ways.get(0), ways.get(1));
    to.heading("3F.training");
    to.code(Comparison.class, "3F.network");
    to.code(Comparison.class, "3F");
    ComparisonResult result =
        comparison.run(way -> Callbacks.progress(way.label()), (way, model) -> {});
    to.heading("3F.result");
    to.show("3F.table", result.table(words));
    to.plot("accuracy", accuracies(words, result));
    to.tell(result.closing(words));
    if (!result.interrupted()) {
      to.say("3F.before");
      addUnshuffled(to, comparison, result.rows().get(ways.size() - 1));
    }
  }

  /** What the order of the examples does where each update looks at one of them. */
  private static void addUnshuffled(
      Presentation to, Comparison comparison, ComparisonResult.Row shuffled) {
    Comparison sorted =
        new Comparison(
            comparison.train(),
            comparison.test(),
            SEED,
            comparison.device(),
            comparison.jit(),
            List.of(shuffled.way().unshuffled()));
    ComparisonResult result = sorted.run(way -> Callbacks.none(), (way, model) -> {});
    to.say(
        "3F.one",
        count(comparison.train().labels(1).size()),
        fixed(result.rows().get(0).trainAccuracy(), 4),
        fixed(shuffled.trainAccuracy(), 4));
  }

  /** Why so many epochs of one way and so many of the other are the same number of updates. */
  private static void addUpdates(Presentation to, int examples, Way full, Way mini) {
    int updates = (examples + mini.batch() - 1) / mini.batch();
    to.say(
        "3F.count",
        count(examples),
        count(mini.batch()),
        fixed(examples / (double) mini.batch(), 2),
        updates,
        mini.epochs(),
        mini.epochs() * updates,
        full.epochs());
  }

  /** What each way had learned from the examples that it had seen, by then. */
  private static Plot accuracies(Words words, ComparisonResult result) {
    List<Run> runs =
        result.rows().stream()
            .map(row -> new Run(row.way().version().name(words), row.history()))
            .toList();
    return Plot.of(
            words.get("3F.plot"),
            words.get("3F.plot.x"),
            words.get("3F.plot.y"),
            Curves.perEpoch(ComparisonResult.ACCURACY, runs, XAxis.EXAMPLES).series())
        .logarithmicX();
  }
}
