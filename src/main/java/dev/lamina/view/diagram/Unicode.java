package dev.lamina.view.diagram;

import java.text.Normalizer;
import java.util.stream.Collectors;

/** Terms as plain text, with Unicode's small numbers: ŵ₁, u⁽²⁾. */
final class Unicode {
  private static final String BELOW_FROM = "0123456789+-=()aehijklmnopstx";
  private static final String BELOW_TO = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚₛₜₓ";
  private static final String ABOVE_FROM = "0123456789+-=()in";
  private static final String ABOVE_TO = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ";

  private Unicode() {}

  static String of(Term term) {
    return term.symbols().stream().map(Unicode::of).collect(Collectors.joining());
  }

  private static String of(Term.Symbol symbol) {
    return letters(symbol)
        + small(symbol.below(), BELOW_FROM, BELOW_TO)
        + primes(small(symbol.above(), ABOVE_FROM, ABOVE_TO));
  }

  /** A symbol's letters with their hat, without what is at its corners. */
  static String letters(Term.Symbol symbol) {
    return symbol.hat()
        ? Normalizer.normalize(symbol.text() + "\u0302", Normalizer.Form.NFC)
        : symbol.text();
  }

  private static String primes(String text) {
    return text.replace("′′′", "‴").replace("′′", "″");
  }

  /** What Unicode has no small form of stays as it is. */
  private static String small(String text, String from, String to) {
    return text.codePoints()
        .map(c -> from.indexOf(c) < 0 ? c : to.charAt(from.indexOf(c)))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
