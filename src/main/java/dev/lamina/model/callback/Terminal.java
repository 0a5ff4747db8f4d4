package dev.lamina.model.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The terminal that standard error belongs to. */
public final class Terminal {
  /** A system property: the descriptor of standard error where that is not 2. */
  public static final String STDERR = "lamina.stderr";

  private static final int USUAL = 80;
  private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ ([1-9]\\d*)");

  private Terminal() {}

  /** How many columns it has; 0 if standard error goes elsewhere, 80 if it does not tell. */
  public static int columns() {
    return isThere() ? askedColumns() : 0;
  }

  /**
   * Whether standard error goes to a terminal; {@link System#console} would tell of standard input
   * and output only.
   */
  public static boolean isThere() {
    Function isatty =
        Platform.isWindows()
            ? Function.getFunction("ucrtbase", "_isatty")
            : Function.getFunction(Platform.C_LIBRARY_NAME, "isatty");
    return isatty.invokeInt(new Object[] {Integer.getInteger(STDERR, 2)}) != 0;
  }

  /** Asks stty: libraries that know terminals take Ctrl-C for themselves. */
  private static int askedColumns() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
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
