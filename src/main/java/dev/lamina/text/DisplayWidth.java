package dev.lamina.text;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** How wide text is in a terminal. */
public final class DisplayWidth {
  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HANGUL, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

  private DisplayWidth() {}

  /** The columns that a line takes: two for each character of Korean, Chinese and Japanese. */
  public static int of(String line) {
    return line.codePoints().map(DisplayWidth::of).sum();
  }

  private static int of(int character) {
    if (Character.getType(character) == Character.NON_SPACING_MARK) {
      return 0;
    }
    return WIDE.contains(UnicodeScript.of(character)) ? 2 : 1;
  }
}
