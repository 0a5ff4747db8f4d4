package dev.lamina.view.chart;

import dev.lamina.model.Epoch;
import dev.lamina.model.History;

/** The measure of a training's progress that its curves are drawn over. */
public enum XAxis {
  /** How often all examples were seen. */
  EPOCHS("epochs"),
  /** How often the weights were changed. */
  UPDATES("updates"),
  /** How many examples were seen, each as often as it was seen. */
  EXAMPLES("examples seen"),
  /** How long it took. */
  SECONDS("seconds");

  private final String label;

  XAxis(String label) {
    this.label = label;
  }

  /** What the axis is labelled with. */
  String label() {
    return label;
  }

  /**
   * The progress before the first epoch, after each that ended, and at the end of the training,
   * where one of epochs has begun.
   */
  double[] progress(History history) {
    int epochs = history.epochs().size();
    double[] progress = new double[epochs + 2];
    for (int i = 0; i < epochs; i++) {
      progress[i + 1] = progress[i] + of(history.epochs().get(i));
    }
    progress[epochs + 1] = Math.max(progress[epochs], atEnd(history));
    return progress;
  }

  private double of(Epoch epoch) {
    return switch (this) {
      case EPOCHS -> 1;
      case UPDATES -> epoch.updates();
      case EXAMPLES -> epoch.examples();
      case SECONDS -> epoch.seconds();
    };
  }

  private double atEnd(History history) {
    return switch (this) {
      case EPOCHS -> history.epochs().size() + 1.0;
      case UPDATES -> history.updates();
      case EXAMPLES -> history.examples();
      case SECONDS -> history.seconds();
    };
  }
}
