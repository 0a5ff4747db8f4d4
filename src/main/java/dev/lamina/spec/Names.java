package dev.lamina.spec;

import java.util.Arrays;
import java.util.Locale;

/** Names in specs. */
final class Names {
  private Names() {}

  /** The name of an enum's constant: {@code HARD_SIGMOID} is {@code hardSigmoid}. */
  static String of(Enum<?> constant) {
    String[] words = constant.name().toLowerCase(Locale.ROOT).split("_");
    StringBuilder name = new StringBuilder(words[0]);
    Arrays.stream(words).skip(1).forEach(word -> name.append(capitalized(word)));
    return name.toString();
  }

  /** The name of an option of a record that is held by a component. */
  static String joined(String prefix, String name) {
    return prefix.isEmpty() ? name : prefix + capitalized(name);
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
