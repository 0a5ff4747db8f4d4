package dev.lamina.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The right name that a wrong one was most likely meant to be. */
public final class Nearest {
  private Nearest() {}

  /**
   * The known name that the fewest inserted, deleted and replaced characters make of the given one
   * (the Levenshtein distance); upper and lower case count as the same, unless that leaves several.
   * Of several that are equally near then it is the first.
   *
   * @param given the name that is not known
   * @param known the right names
   * @throws IllegalArgumentException if no name is known
   */
  public static String of(String given, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String name) -> distance(lower(given), lower(name)))
                .thenComparingInt(name -> distance(given, name)))
        .orElseThrow(
            () -> new IllegalArgumentException("Nearest needs at least one known name, got none."));
  }

  /**
   * Says that something is not known, which was most likely meant, and what there is.
   *
   * @param kind of thing that the names are of, such as {@code command}
   */
  public static String message(String kind, String given, Collection<String> known) {
    return "There is no %s \"%s\"; did you mean %s? There are %s."
        .formatted(kind, given, of(given, known), String.join(", ", known));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The dynamic programme of Wagner and Fischer, which keeps one row of its table. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 1; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
