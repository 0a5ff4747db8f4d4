package dev.lamina.text;

import java.util.stream.Collectors;

/**
 * Unicode's small numbers and letters: ₁, ⁽²⁾. What Unicode has no small form of stays as it is.
 */
public final class SmallNumbers {
  private static final String BELOW_FROM = "0123456789+-=()aehijklmnopstx";
  private static final String BELOW_TO = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚₛₜₓ";
  private static final String ABOVE_FROM = "0123456789+-=()in";
  private static final String ABOVE_TO = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ";

  private SmallNumbers() {}

  /** A subscript. */
  public static String below(String text) {
    return small(text, BELOW_FROM, BELOW_TO);
  }

  /** A superscript. */
  public static String above(String text) {
    return small(text, ABOVE_FROM, ABOVE_TO);
  }

  private static String small(String text, String from, String to) {
    return text.codePoints()
        .map(c -> from.indexOf(c) < 0 ? c : to.charAt(from.indexOf(c)))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
