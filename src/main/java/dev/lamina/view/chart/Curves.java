package dev.lamina.view.chart;

import dev.lamina.model.Epoch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The curves of one training or of several on the same axes.
 *
 * <pre>{@code
 * Curves.lossPerUpdate(List.of(new Run("SGD", history)), XAxis.UPDATES)
 *     .logarithmicY()
 *     .write(Path.of("loss.svg"));
 * }</pre>
 */
public final class Curves {

  private Curves() {}

  /** The loss of every update. */
  public static Plot lossPerUpdate(List<Run> runs, XAxis x) {
    return plot(
        "Loss of every update", "loss", x, runs.stream().map(run -> run.losses(x)).toList());
  }

  /**
   * A value of every epoch, and beside it that on validation data where there is one.
   *
   * @param value {@code loss} or a metric's name, one of {@link #values}
   */
  public static Plot perEpoch(String value, List<Run> runs, XAxis x) {
    List<Series> series = new ArrayList<>();
    for (Run run : runs) {
      if (run.has(value)) {
        series.add(run.epochs(words(value), epoch -> epoch.value(value), x));
      }
      String validation = Epoch.VALIDATION + value;
      if (run.has(validation)) {
        Series beside = run.epochs(words(value), epoch -> epoch.value(validation), x);
        series.add(Series.line(beside.name() + ", validation", beside.x(), beside.y()));
      }
    }
    String words = words(value);
    String title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    return plot(title + " of every epoch", words, x, series);
  }

  /** The learning rate of the last update of every epoch. */
  public static Plot learningRate(List<Run> runs, XAxis x) {
    return plot(
        "Learning rate of every epoch",
        "learning rate",
        x,
        runs.stream().map(run -> run.epochs("learning rate", Epoch::learningRate, x)).toList());
  }

  /** The names of the values of epochs that can be drawn, in their order. */
  public static List<String> values(List<Run> runs) {
    Set<String> names = new LinkedHashSet<>();
    for (Run run : runs) {
      run.history().epochs().stream()
          .limit(1)
          .flatMap(epoch -> epoch.evaluation().metrics().keySet().stream())
          .forEach(names::add);
    }
    List<String> all = new ArrayList<>(List.of("loss"));
    all.addAll(names);
    return all;
  }

  /** Whether the learning rate of a run is not the same in all epochs. */
  public static boolean learningRateChanges(List<Run> runs) {
    return runs.stream()
        .anyMatch(
            run -> run.history().epochs().stream().map(Epoch::learningRate).distinct().count() > 1);
  }

  /** A metric's name as words: {@code binary accuracy}. */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static Plot plot(String title, String y, XAxis x, List<Series> series) {
    return Plot.of(title, x.label(), y, series);
  }
}
