package dev.lamina.train.metric;

import java.util.Locale;

/** Something of a type that specs name, and with a name to show its values by. */
public interface Typed {

  /** The type as it is written in specs. */
  default String type() {
    return getClass().getSimpleName();
  }

  /**
   * The name shown beside the value: by default the type with a small first letter, or a small
   * first abbreviation. {@code MeanSquaredError} gives {@code meanSquaredError}, {@code
   * KLDivergence} gives {@code klDivergence}.
   */
  default String name() {
    String type = type();
    int capitals = 0;
    while (capitals < type.length() && Character.isUpperCase(type.charAt(capitals))) {
      capitals++;
    }
    boolean endsInWord = capitals < type.length() && Character.isLowerCase(type.charAt(capitals));
    int small = endsInWord ? Math.max(1, capitals - 1) : capitals;
    return type.substring(0, small).toLowerCase(Locale.ROOT) + type.substring(small);
  }
}
