package dev.lamina.train.loss;

import java.util.Locale;

/** Turns the names of types into names of values. */
public final class TypeName {
  private TypeName() {}

  /**
   * The name with a small first letter, or a small first abbreviation: {@code MeanSquaredError}
   * gives {@code meanSquaredError}, {@code KLDivergence} gives {@code klDivergence}.
   */
  public static String lowerCamel(String type) {
    int capitals = 0;
    while (capitals < type.length() && Character.isUpperCase(type.charAt(capitals))) {
      capitals++;
    }
    boolean endsInWord = capitals < type.length() && Character.isLowerCase(type.charAt(capitals));
    int small = endsInWord ? Math.max(1, capitals - 1) : capitals;
    return type.substring(0, small).toLowerCase(Locale.ROOT) + type.substring(small);
  }
}
