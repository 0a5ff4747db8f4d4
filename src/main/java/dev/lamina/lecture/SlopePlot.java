package dev.lamina.lecture;

import dev.lamina.view.chart.Plot;
import dev.lamina.view.chart.Series;
import java.util.List;
import java.util.stream.IntStream;

/** How slopes go, update by update. */
final class SlopePlot {
  private SlopePlot() {}

  /** A plot of slopes over updates. */
  static Plot of(List<Series> slopes) {
    return Plot.of("The slope, update by update", "updates", "slope", slopes);
  }

  /** The slopes after each update, by what they are learned from. */
  static Series line(String name, List<Float> slopes) {
    double[] updates = IntStream.rangeClosed(1, slopes.size()).asDoubleStream().toArray();
    return Series.line(name, updates, slopes.stream().mapToDouble(Float::doubleValue).toArray());
  }
}
