package dev.lamina.lecture;

import dev.lamina.view.chart.Plot;
import dev.lamina.view.chart.Series;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** How slopes go, update by update. */
final class SlopePlot {
  private SlopePlot() {}

  /**
   * A plot of slopes over updates.
   *
   * @param slopes after each update, by what they are learned from
   */
  static Plot of(String title, Map<String, List<Float>> slopes) {
    List<Series> series =
        new TreeMap<>(slopes)
            .entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue())).toList();
    return Plot.of(title, "updates", "slope", series);
  }

  private static Series line(String name, List<Float> slopes) {
    double[] updates = IntStream.rangeClosed(1, slopes.size()).asDoubleStream().toArray();
    return Series.line(name, updates, slopes.stream().mapToDouble(Float::doubleValue).toArray());
  }
}
