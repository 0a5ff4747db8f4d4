package dev.lamina.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** What messages show of other libraries' exceptions and of what files hold. */
public final class Messages {
  private static final int LONGEST = 60;

  /** {@code (0) INTERNAL: } of a list of errors, and {@code {{node x}} }. */
  private static final Pattern BEFORE =
      Pattern.compile("^\\s*(?:\\(\\d+\\) [A-Z_]+: )?(?:\\{\\{\\w+ [^}]*\\}\\}\\s*)*(?=\\S)");

  private Messages() {}

  /** The first line that says something, without the names of nodes that TensorFlow puts before. */
  public static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage())
        .lines()
        .filter(line -> !line.endsWith("root error(s) found."))
        .findFirst()
        .map(line -> BEFORE.matcher(line).replaceFirst(""))
        .orElse("")
        .strip();
  }

  /** The first line, or the kind of exception if that is all it says. */
  public static String reason(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : shortened(firstLine(e), 200);
  }

  /** The beginning of a text that may be long. */
  public static String shortened(String text) {
    return shortened(text, LONGEST);
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }

  /**
   * A text without characters that command a terminal or turn the order of what it shows: those are
   * written as {@code \}{@code u001b}.
   *
   * @param kept those that stay, such as line breaks
   */
  public static String printable(String text, String kept) {
    if (text.chars().noneMatch(c -> commands(c, kept))) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                shown.append(
                    commands(c, kept)
                        ? String.format(Locale.ROOT, "\\u%04x", c)
                        : String.valueOf((char) c)));
    return shown.toString();
  }

  private static boolean commands(int c, String kept) {
    boolean turnsOrder = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return (Character.isISOControl(c) || turnsOrder) && kept.indexOf(c) < 0;
  }
}
