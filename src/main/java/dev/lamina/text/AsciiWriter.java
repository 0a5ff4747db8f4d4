package dev.lamina.text;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes what Lamina draws and reckons with in ASCII, for terminals that know nothing else: {@code
 * y^} for ŷ, {@code ->} for →. Letters of other languages stay as they are.
 */
public final class AsciiWriter extends FilterWriter {
  private static final Map<Integer, String> SIGNS =
      Map.ofEntries(
          sign('→', "->"),
          sign('←', "<-"),
          sign('×', "x"),
          sign('·', "*"),
          sign('−', "-"),
          sign('–', "-"),
          sign('…', "..."),
          sign('µ', "u"),
          sign('Σ', "sum"),
          sign('∂', "d"),
          sign('≤', "<="),
          sign('±', "+-"),
          sign('′', "'"),
          sign('″', "''"),
          sign('⋮', ":"),
          sign('─', "-"),
          sign('│', "|"));

  private static final int HAT = '\u0302';

  /** The first and the last of the characters of Braille. */
  private static final int NO_DOTS = '\u2800';

  private static final int ALL_DOTS = '\u28FF';
  private static final String ARROW = "─→";

  /** The first digit of an exponent, which is none in parentheses. */
  private static final Pattern EXPONENT = Pattern.compile("(?<![⁰¹²³⁴-⁹⁽])(?=[⁰¹²³⁴-⁹])");

  private static final Pattern SUM_OVER = Pattern.compile("(?<=Σ)(?=ᵢ)");

  /** A writer on top of another one. */
  public AsciiWriter(Writer out) {
    super(out);
  }

  private static Map.Entry<Integer, String> sign(char from, String to) {
    return Map.entry((int) from, to);
  }

  @Override
  public void write(int character) throws IOException {
    out.write(ascii(Character.toString((char) character)));
  }

  @Override
  public void write(char[] characters, int from, int count) throws IOException {
    out.write(ascii(new String(characters, from, count)));
  }

  @Override
  public void write(String text, int from, int count) throws IOException {
    out.write(ascii(text.substring(from, from + count)));
  }

  /** A text in ASCII; arrows of diagrams keep their length. */
  static String ascii(String text) {
    String marked = EXPONENT.matcher(text.replace(ARROW, "->")).replaceAll("^");
    return SUM_OVER
        .matcher(marked)
        .replaceAll("_")
        .codePoints()
        .mapToObj(AsciiWriter::ascii)
        .collect(Collectors.joining());
  }

  private static String ascii(int character) {
    if (character < 128) {
      return Character.toString(character);
    }
    if (SIGNS.containsKey(character)) {
      return SIGNS.get(character);
    }
    if (character >= NO_DOTS && character <= ALL_DOTS) {
      return character == NO_DOTS ? " " : ".";
    }
    if (character >= '─' && character <= '╿') {
      return "+";
    }
    String plain = plain(Character.toString(character));
    return plain.chars().allMatch(c -> c < 128) ? plain : Character.toString(character);
  }

  /** Small numbers in full size, a hat behind its letter. */
  private static String plain(String character) {
    return Normalizer.normalize(character, Normalizer.Form.NFKD)
        .replace((char) HAT, '^')
        .replace('−', '-');
  }
}
