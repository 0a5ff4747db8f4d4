package dev.lamina.spec;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in specs. */
public final class Names {
  private static final Pattern NEXT_WORD = Pattern.compile("_(.)");

  private Names() {}

  /** The name of an enum's constant: {@code HARD_SIGMOID} is {@code hardSigmoid}. */
  public static String of(Enum<?> constant) {
    return camelCase(constant.name().toLowerCase(Locale.ROOT));
  }

  /** A name without underscores: {@code hard_sigmoid} is {@code hardSigmoid}. */
  public static String camelCase(String name) {
    return NEXT_WORD
        .matcher(name)
        .replaceAll(
            (MatchResult next) -> Matcher.quoteReplacement(next.group(1).toUpperCase(Locale.ROOT)));
  }

  /** A name in lower case: {@code hardSigmoid} is {@code hard_sigmoid}. */
  public static String snakeCase(String name) {
    return name.replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  /** The name of an option of a record that is held by a component. */
  static String joined(String prefix, String name) {
    return prefix.isEmpty()
        ? name
        : prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
