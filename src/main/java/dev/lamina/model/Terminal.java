package dev.lamina.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The terminal that the process was started in. */
final class Terminal {
  private static final int USUAL = 80;
  private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ ([1-9]\\d*)");

  private Terminal() {}

  /** How many columns it has; 0 if there is none, 80 if it does not tell. */
  static int columns() {
    return isTerminal(System.console()) ? askedColumns() : 0;
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

  /** Asks stty: libraries that know terminals take Ctrl-C for themselves. */
  private static int askedColumns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
      try (BufferedReader answer = stty.inputReader(UTF_8)) {
        Matcher size = ROWS_AND_COLUMNS.matcher(String.valueOf(answer.readLine()));
        return size.matches() ? Integer.parseInt(size.group(1)) : USUAL;
      }
    } catch (IOException e) {
      // As on Windows, which has no stty.
      return USUAL;
    }
  }
}
