package dev.lamina.view.chart;

import dev.lamina.model.Epoch;
import dev.lamina.model.History;
import java.util.Arrays;

/** Where a training stood after each of its updates: exact after an epoch, shared out within. */
final class Timeline {
  private final double[] updates;
  private final double[] progress;

  private Timeline(double[] updates, double[] progress) {
    this.updates = updates;
    this.progress = progress;
  }

  static Timeline of(History history, Progress measure) {
    int epochs = history.epochs().size();
    double[] updates = new double[epochs + 2];
    double[] progress = new double[epochs + 2];
    for (int i = 0; i < epochs; i++) {
      Epoch epoch = history.epochs().get(i);
      updates[i + 1] = updates[i] + epoch.updates();
      progress[i + 1] = progress[i] + measure.of(epoch);
    }
    updates[epochs + 1] = Math.max(history.updates(), updates[epochs]);
    progress[epochs + 1] = progress[epochs] + measure.afterLastEpoch(history);
    return new Timeline(updates, progress);
  }

  /** The progress after so many updates. */
  double after(double count) {
    int found = Arrays.binarySearch(updates, count);
    if (found >= 0) {
      return progress[found];
    }
    int next = Math.min(-found - 1, updates.length - 1);
    double share = (count - updates[next - 1]) / (updates[next] - updates[next - 1]);
    return progress[next - 1] + share * (progress[next] - progress[next - 1]);
  }

  /** The progress after each epoch that ended. */
  double[] epochEnds() {
    return Arrays.copyOfRange(progress, 1, progress.length - 1);
  }
}
