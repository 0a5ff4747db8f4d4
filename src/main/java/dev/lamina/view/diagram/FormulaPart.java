package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Chain.Transform;
import dev.lamina.view.diagram.Term.Symbol;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A value or an arrow of a formula in each format.
 *
 * @param mathml elements without the one around all
 */
record FormulaPart(String latex, String mathml, String text) {
  private static final Pattern TOKEN = Pattern.compile("\\d+|[^\\d ]");

  /**
   * A value with its shape beneath.
   *
   * @param before what stands before it: {@code =}, a parenthesis or nothing
   * @param shape may be empty
   * @param behind a parenthesis, a comma, both or nothing
   */
  static FormulaPart value(String before, Term name, Term shape, String behind) {
    String latex = name.latex();
    String mathml = row(name.symbols());
    if (!shape.isEmpty()) {
      latex = "\\underset{%s}{%s}".formatted(shape.latex(), latex);
      mathml = "<munder>%s%s</munder>".formatted(mathml, row(shape.symbols()));
    }
    return new FormulaPart(
        before.replace("(", "\\left( ").replace("=", "= ")
            + latex
            + behind.replace(")", " \\right)").replace(",", ", \\quad"),
        fences(before) + mathml + fences(behind),
        before.replace("=", "= ") + name.unicode() + behind);
  }

  /** Signs beside values in MathML; parentheses are as high as what is between them. */
  private static String fences(String signs) {
    return signs
        .replace("=", "<mo>=</mo>")
        .replace("(", "<mrow><mo form=\"prefix\" stretchy=\"true\">(</mo>")
        .replace(")", "<mo form=\"postfix\" stretchy=\"true\">)</mo></mrow>")
        .replace(",", "<mo>,</mo><mspace width=\"1em\"></mspace>");
  }

  /** The arrow of a transform, with its name above and a remark beneath. */
  static FormulaPart arrow(Transform transform) {
    Term name = transform.name();
    String latex = "{%s}".formatted(name.latex());
    String mathml = "<mover><mo stretchy=\"true\">→</mo>%s</mover>".formatted(spaced(name));
    if (!transform.remark().isEmpty()) {
      Term remark = Term.words(transform.remark());
      latex = "[%s]%s".formatted(remark.latex(), latex);
      mathml =
          "<munderover><mo stretchy=\"true\">→</mo>%s%s</munderover>"
              .formatted(spaced(remark), spaced(name));
    }
    return new FormulaPart("\\xrightarrow" + latex, mathml, "→(" + name.unicode() + ")");
  }

  /** A term with space beside it, for an arrow longer than the term. */
  private static String spaced(Term term) {
    return "<mrow><mspace width=\"0.6em\"></mspace>%s<mspace width=\"0.8em\"></mspace></mrow>"
        .formatted(symbols(term.symbols()));
  }

  private static String row(List<Symbol> symbols) {
    return "<mrow>" + symbols(symbols) + "</mrow>";
  }

  private static String symbols(List<Symbol> symbols) {
    return symbols.stream().map(FormulaPart::symbol).collect(Collectors.joining());
  }

  private static String symbol(Symbol symbol) {
    String letters = letters(symbol);
    String base =
        symbol.hat() ? "<mover accent=\"true\">" + letters + "<mo>^</mo></mover>" : letters;
    String corners = corner(symbol.below()) + corner(symbol.above());
    String element =
        symbol.below().isEmpty() ? "msup" : symbol.above().isEmpty() ? "msub" : "msubsup";
    return corners.isEmpty() ? base : "<%s>%s%s</%1$s>".formatted(element, base, corners);
  }

  private static String corner(String text) {
    return text.isEmpty() ? "" : row(Term.pieces(text));
  }

  private static String letters(Symbol symbol) {
    return switch (symbol.style()) {
      case VARIABLE -> "<mi>" + SvgCanvas.escape(symbol.text()) + "</mi>";
      case WORDS -> "<mtext>" + SvgCanvas.escape(symbol.text()) + "</mtext>";
      case NUMBER ->
          TOKEN
              .matcher(symbol.text())
              .results()
              .map(MatchResult::group)
              .map(FormulaPart::token)
              .collect(Collectors.joining());
    };
  }

  /** A number or an operator; without a form parentheses stand apart as if they were plus. */
  private static String token(String token) {
    return switch (token) {
      case "(" -> "<mo form=\"prefix\" stretchy=\"false\">(</mo>";
      case ")" -> "<mo form=\"postfix\" stretchy=\"false\">)</mo>";
      default ->
          Character.isDigit(token.charAt(0)) ? "<mn>" + token + "</mn>" : "<mo>" + token + "</mo>";
    };
  }
}
