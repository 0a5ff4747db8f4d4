package dev.lamina.text;

/** What other libraries' exceptions say. */
public final class Messages {
  private Messages() {}

  /** The first line that says something: TensorFlow's list of errors begins with their number. */
  public static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage())
        .lines()
        .filter(line -> !line.endsWith("root error(s) found."))
        .findFirst()
        .orElse("")
        .strip();
  }
}
