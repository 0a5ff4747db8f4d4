package dev.lamina.model;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** The built-in listeners: import them statically. */
public final class Listeners {
  private Listeners() {}

  /** As {@link #progress(String)}, without a name. */
  public static Listener progress() {
    return progress("");
  }

  /**
   * Shows on standard error how far a training is: as a bar on a terminal, elsewhere as a line for
   * each tenth of the updates and, in long trainings, every ten seconds.
   *
   * <p>A terminal is where {@link System#console} says so: both standard input and standard output
   * belong to it.
   *
   * @param name of the training, shown before its progress; may be empty
   */
  public static Listener progress(String name) {
    return isTerminal(System.console())
        ? new ProgressBarListener(name, System.err)
        : new ProgressLines(name, System.err::println, System::nanoTime);
  }

  /** From Java 22 on there is a console even in a pipe, which has to be asked. */
  private static boolean isTerminal(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
