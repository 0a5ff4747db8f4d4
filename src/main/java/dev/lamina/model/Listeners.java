package dev.lamina.model;

/** The built-in listeners: import them statically. */
public final class Listeners {
  private static final int FEWEST_COLUMNS = 80;

  private Listeners() {}

  /** As {@link #progress(String)}, without a name. */
  public static Listener progress() {
    return progress("");
  }

  /**
   * Shows on standard error how far a training is: with the examples per second, the time left, the
   * loss and the metrics: as a bar if it is a terminal of at least 80 columns, elsewhere as a line
   * for each tenth of the updates and, in long trainings, every ten seconds.
   *
   * @param name of the training, shown before its progress; may be empty
   */
  public static Listener progress(String name) {
    int columns = Terminal.columns();
    return columns >= FEWEST_COLUMNS
        ? new ProgressBarListener(name, columns, System.err)
        : new ProgressLines(name, System.err::println, System::nanoTime);
  }
}
