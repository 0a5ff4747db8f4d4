package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Term.Symbol;

/** How wide terms are, about, in the fonts that pictures ask for. */
final class Metrics {
  /** The size of what is at a symbol's corners, as a share of the symbol's own. */
  static final double SMALL = 0.68;

  private Metrics() {}

  /** The width of a character where pictures are text. */
  static final double CELL = 8;

  /** The room that a term takes in every format, as text too. */
  static double room(Term term, double size) {
    return Math.max(width(term, size), CELL * Unicode.of(term).length());
  }

  /** The width of a term in letters of the given size. */
  static double width(Term term, double size) {
    return term.symbols().stream().mapToDouble(symbol -> width(symbol, size)).sum();
  }

  private static double width(Symbol symbol, double size) {
    double corners =
        Math.max(width(symbol.below(), size * SMALL), width(symbol.above(), size * SMALL));
    double letters = width(symbol.text(), size);
    return corners + (symbol.style() == Term.Style.WORDS ? 1.1 * letters : letters);
  }

  /** The width of text in a serif font, without corners. */
  static double width(String text, double size) {
    return size * text.codePoints().mapToDouble(Metrics::share).sum();
  }

  /** A character's width as a share of the font's size. */
  private static double share(int character) {
    if (Character.isUpperCase(character)) {
      return 0.68;
    }
    return switch (character) {
      case 'i', 'j', 'l', 't', 'f', 'r', '(', ')', '[', ']', '/' -> 0.33;
      case ' ', ',', '.', ';', ':', '\'', '′' -> 0.26;
      case 'm', 'w' -> 0.74;
      case '×', '=', '+' -> 0.57;
      case '→', '…' -> 1;
      default -> 0.5;
    };
  }
}
