package dev.lamina.lecture;

import dev.lamina.spec.Nearest;
import dev.lamina.text.Numbers;
import dev.lamina.text.Table;
import dev.lamina.text.Table.Column;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What the lecture says, in one language: sentences, headings and captions by their keys. */
public final class Words {
  /** The languages there are, as {@code <html lang>} names them. */
  public static final List<String> LANGUAGES = List.of("en", "ko");

  /** The words in English. */
  public static final Words ENGLISH = of("en");

  private static final String RIGHT = ">";

  private final ResourceBundle texts;

  private Words(ResourceBundle texts) {
    this.texts = texts;
  }

  /**
   * The words in a language, {@code en} or {@code ko}.
   *
   * @throws IllegalArgumentException if it is another one; names those there are
   */
  public static Words of(String language) {
    String code = language.toLowerCase(Locale.ROOT);
    if (!LANGUAGES.contains(code)) {
      throw new IllegalArgumentException(Nearest.message("language", language, LANGUAGES));
    }
    Control exactly = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
    String name = Words.class.getPackageName() + ".words";
    return new Words(ResourceBundle.getBundle(name, Locale.forLanguageTag(code), exactly));
  }

  /** A text, with these in place of what stands for them. */
  String get(String key, Object... values) {
    return String.format(Locale.ROOT, texts.getString(key), values);
  }

  /** Words of the provenance, by the English ones; names of programs are alike everywhere. */
  String provenance(String english) {
    String key = "provenance." + english.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    return texts.containsKey(key) ? get(key) : english;
  }

  /** How much a part is of a whole, to be followed by a noun: {@code 1/6 of the}. */
  String share(double part, double whole) {
    double ratio = part / whole;
    if (ratio < 0.6) {
      return get("share.part", Numbers.count(Math.round(1 / ratio)));
    }
    return Math.abs(ratio - 1) < 0.05
        ? get("share.same")
        : get("share.more", Numbers.rounded(ratio));
  }

  /** A table without rows, whose columns have the headings of a key. */
  Table table(String key) {
    return new Table(
        Arrays.stream(get(key).split("\\|", -1)).map(Words::column).toList(), List.of());
  }

  private static Column column(String heading) {
    return heading.startsWith(RIGHT)
        ? Column.right(heading.substring(RIGHT.length()))
        : Column.left(heading);
  }
}
