package dev.lamina.view.chart;

import dev.lamina.model.Epoch;
import dev.lamina.model.History;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * A training among others that are drawn on the same axes.
 *
 * @param name for people; may be empty if there is only one
 * @param history of the training
 */
public record Run(String name, History history) {

  /** The loss of every update, of a long training those that a picture needs. */
  Series losses(XAxis x) {
    float[] losses = history.losses();
    int[] chosen = Thinning.extremes(losses.length, i -> losses[i], Plot.PARTS);
    double[] updates = XAxis.UPDATES.progress(history);
    double[] progress = x.progress(history);
    return Series.line(
        named("loss"),
        Arrays.stream(chosen).mapToDouble(i -> between(updates, progress, i + 1.0)).toArray(),
        Arrays.stream(chosen).mapToDouble(i -> losses[i]).toArray());
  }

  /** The progress after so many updates: exact after an epoch, shared out within. */
  private static double between(double[] updates, double[] progress, double count) {
    int found = Arrays.binarySearch(updates, count);
    if (found >= 0) {
      return progress[found];
    }
    int next = Math.min(-found - 1, updates.length - 1);
    double share = (count - updates[next - 1]) / (updates[next] - updates[next - 1]);
    return progress[next - 1] + share * (progress[next] - progress[next - 1]);
  }

  /** A value of every epoch that ended. */
  Series epochs(String value, ToDoubleFunction<Epoch> of, XAxis x) {
    double[] progress = x.progress(history);
    return Series.line(
        named(value),
        Arrays.copyOfRange(progress, 1, progress.length - 1),
        history.epochs().stream().mapToDouble(of).toArray());
  }

  /** Whether every epoch that ended has this value. */
  boolean has(String value) {
    return !history.epochs().isEmpty()
        && history.epochs().stream().allMatch(epoch -> epoch.values().containsKey(value));
  }

  private String named(String value) {
    return name.isEmpty() ? value : name;
  }
}
