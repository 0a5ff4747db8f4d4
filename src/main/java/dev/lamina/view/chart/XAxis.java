package dev.lamina.view.chart;

import dev.lamina.model.Epoch;
import dev.lamina.model.History;
import java.util.function.ToDoubleFunction;

/** The measure of a training's progress that its curves are drawn over. */
@SuppressWarnings("ImmutableEnumChecker") // The functions hold nothing.
public enum XAxis {
  /** How often all examples were seen; the last epoch may have only begun. */
  EPOCHS("epochs", epoch -> 1, history -> history.epochs().size() + 1.0),
  /** How often the weights were changed. */
  UPDATES("updates", Epoch::updates, History::updates),
  /** How many examples were seen, each as often as it was seen. */
  EXAMPLES("examples seen", Epoch::examples, History::examples),
  /** How long it took. */
  SECONDS("seconds", Epoch::seconds, History::seconds);

  private final String label;
  private final ToDoubleFunction<Epoch> ofEpoch;
  private final ToDoubleFunction<History> atEnd;

  XAxis(String label, ToDoubleFunction<Epoch> ofEpoch, ToDoubleFunction<History> atEnd) {
    this.label = label;
    this.ofEpoch = ofEpoch;
    this.atEnd = atEnd;
  }

  /** What the axis is labelled with. */
  String label() {
    return label;
  }

  /** The progress before the first epoch, after each that ended, and at the training's end. */
  double[] progress(History history) {
    int epochs = history.epochs().size();
    double[] progress = new double[epochs + 2];
    for (int i = 0; i < epochs; i++) {
      progress[i + 1] = progress[i] + ofEpoch.applyAsDouble(history.epochs().get(i));
    }
    progress[epochs + 1] = Math.max(progress[epochs], atEnd.applyAsDouble(history));
    return progress;
  }
}
