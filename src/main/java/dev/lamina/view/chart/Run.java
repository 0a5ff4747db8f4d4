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
  Series losses(Progress x) {
    float[] losses = history.losses();
    int[] chosen = Thinning.extremes(losses.length, i -> losses[i], Plot.PARTS);
    Timeline timeline = Timeline.of(history, x);
    return Series.line(
        named("loss"),
        Arrays.stream(chosen).mapToDouble(update -> timeline.after(update + 1.0)).toArray(),
        Arrays.stream(chosen).mapToDouble(update -> losses[update]).toArray());
  }

  /** A value of every epoch that ended. */
  Series epochs(String value, ToDoubleFunction<Epoch> of, Progress x) {
    return Series.line(
        named(value),
        Timeline.of(history, x).epochEnds(),
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
