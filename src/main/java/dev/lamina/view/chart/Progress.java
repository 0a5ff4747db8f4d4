package dev.lamina.view.chart;

import dev.lamina.model.Epoch;
import dev.lamina.model.History;

/** What a training's progress is measured by: the x of its curves. */
public enum Progress {
  /** How often all examples were seen. */
  EPOCHS("epochs"),
  /** How often the weights were changed. */
  UPDATES("updates"),
  /** How many examples were seen, each as often as it was seen. */
  EXAMPLES("examples seen"),
  /** How long it took. */
  SECONDS("seconds");

  private final String label;

  Progress(String label) {
    this.label = label;
  }

  /** What an axis is labelled with. */
  public String label() {
    return label;
  }

  /** That of one epoch. */
  double of(Epoch epoch) {
    return switch (this) {
      case EPOCHS -> 1;
      case UPDATES -> epoch.updates();
      case EXAMPLES -> epoch.examples();
      case SECONDS -> epoch.seconds();
    };
  }

  /** That of the updates after the last epoch that ended; one of epochs, for one has begun. */
  double afterLastEpoch(History history) {
    double inEpochs = history.epochs().stream().mapToDouble(this::of).sum();
    return switch (this) {
      case EPOCHS -> 1;
      case UPDATES -> history.updates() - inEpochs;
      case EXAMPLES -> history.examples() - inEpochs;
      case SECONDS -> Math.max(0, history.seconds() - inEpochs);
    };
  }
}
