package dev.lamina.view.diagram;

import java.util.stream.Collectors;

/** Terms as LaTeX. */
final class Latex {
  private Latex() {}

  /** A term for LaTeX's mathematics, without the signs around it: {@code \hat{w}_{1}}. */
  static String math(Term term) {
    return term.symbols().stream().map(Latex::math).collect(Collectors.joining());
  }

  /** A term within text: words as they are, mathematics between dollars. */
  static String text(Term term) {
    boolean words = term.symbols().stream().allMatch(s -> s.style() == Term.Style.WORDS);
    return words
        ? term.symbols().stream().map(s -> escape(s.text())).collect(Collectors.joining())
        : "$" + math(term) + "$";
  }

  private static String math(Term.Symbol symbol) {
    String base =
        switch (symbol.style()) {
          case VARIABLE -> symbol.text();
          case NUMBER -> symbol.text().replace(", ", ",\\,");
          case WORDS -> "\\text{" + escape(symbol.text()) + "}";
        };
    String hatted = symbol.hat() ? "\\hat{" + base + "}" : base;
    return hatted + corner("_", symbol.below()) + corner("^", symbol.above());
  }

  private static String corner(String sign, String text) {
    return text.isEmpty() ? "" : sign + "{" + text.replace("′", "\\prime ").strip() + "}";
  }

  /** Text of which LaTeX takes no character for a command. */
  static String escape(String text) {
    return text.codePoints()
        .mapToObj(
            c ->
                switch (c) {
                  case '\\' -> "\\textbackslash{}";
                  case '{', '}', '$', '&', '#', '_', '%' -> "\\" + (char) c;
                  case '^' -> "\\textasciicircum{}";
                  case '~' -> "\\textasciitilde{}";
                  case '<' -> "\\textless{}";
                  case '>' -> "\\textgreater{}";
                  case '|' -> "\\textbar{}";
                  case '×' -> "$\\times$";
                  case '→' -> "$\\to$";
                  case '…' -> "\\dots{}";
                  default -> Character.toString(c);
                })
        .collect(Collectors.joining());
  }
}
