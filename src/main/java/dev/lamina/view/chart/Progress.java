package dev.lamina.view.chart;

import dev.lamina.model.Epoch;
import dev.lamina.model.History;
import java.util.function.ToDoubleFunction;

/** What a training's progress is measured by: the x of its curves. */
public enum Progress {
  /** How often all examples were seen. */
  EPOCHS("epochs", epoch -> 1, history -> 1),
  /** How often the weights were changed. */
  UPDATES("updates", Epoch::updates, History::updates),
  /** How many examples were seen, each as often as it was seen. */
  EXAMPLES("examples seen", Epoch::examples, History::examples),
  /** How long it took. */
  SECONDS("seconds", Epoch::seconds, History::seconds);

  private final String label;
  private final ToDoubleFunction<Epoch> ofEpoch;
  private final ToDoubleFunction<History> ofAll;

  Progress(String label, ToDoubleFunction<Epoch> ofEpoch, ToDoubleFunction<History> ofAll) {
    this.label = label;
    this.ofEpoch = ofEpoch;
    this.ofAll = ofAll;
  }

  /** What an axis is labelled with. */
  public String label() {
    return label;
  }

  double of(Epoch epoch) {
    return ofEpoch.applyAsDouble(epoch);
  }

  /** That of the updates behind the last epoch that ended; one of epochs, for one has begun. */
  double afterLastEpoch(History history) {
    double inEpochs = history.epochs().stream().mapToDouble(this::of).sum();
    return this == EPOCHS ? 1 : Math.max(0, ofAll.applyAsDouble(history) - inEpochs);
  }
}
