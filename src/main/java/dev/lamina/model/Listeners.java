package dev.lamina.model;

/** The built-in listeners: import them statically. */
public final class Listeners {
  private Listeners() {}

  /** As {@link #progress(String)}, without a name. */
  public static Listener progress() {
    return progress("");
  }

  /**
   * Shows on standard error how far a training is: as a bar on a terminal of at least 80 columns,
   * elsewhere as a line for each tenth of the updates and, in long trainings, every ten seconds.
   *
   * <p>A terminal is where {@link System#console} says so: both standard input and standard output
   * belong to it.
   *
   * @param name of the training, shown before its progress; may be empty
   */
  public static Listener progress(String name) {
    return Terminal.columns() > ProgressBarListener.WIDTH
        ? new ProgressBarListener(name, System.err)
        : new ProgressLines(name, System.err::println, System::nanoTime);
  }
}
