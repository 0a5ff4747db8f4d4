package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Chain.Transform;
import dev.lamina.view.diagram.Term.Symbol;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A value or an arrow of a formula, which writes itself in each format. */
sealed interface FormulaPart {
  /** A number, a letter or a sign. */
  Pattern TOKEN = Pattern.compile("\\d+|[^\\d ]");

  /** In LaTeX's mathematics. */
  String latex();

  /** Elements of MathML. */
  String mathml();

  /** In plain text. */
  String text();

  /**
   * A value with its shape beneath.
   *
   * @param before what stands before it: {@code =}, a parenthesis or nothing
   * @param shape may be empty
   * @param behind a parenthesis, a comma, both or nothing
   */
  record Value(String before, Term name, Term shape, String behind) implements FormulaPart {

    @Override
    public String latex() {
      String value =
          shape.isEmpty()
              ? name.latex()
              : "\\underset{%s}{%s}".formatted(shape.latex(), name.latex());
      return before.replace("(", "\\left( ").replace("=", "= ")
          + value
          + behind.replace(")", " \\right)").replace(",", ", \\quad");
    }

    @Override
    public String mathml() {
      String value = row(name.symbols());
      return fences(before)
          + (shape.isEmpty() ? value : "<munder>" + value + row(shape.symbols()) + "</munder>")
          + fences(behind);
    }

    /** Signs beside values; parentheses are as high as what is between them. */
    private static String fences(String signs) {
      return signs
          .replace("=", "<mo>=</mo>")
          .replace("(", "<mrow><mo form=\"prefix\" stretchy=\"true\">(</mo>")
          .replace(")", "<mo form=\"postfix\" stretchy=\"true\">)</mo></mrow>")
          .replace(",", "<mo>,</mo><mspace width=\"1em\"></mspace>");
    }

    @Override
    public String text() {
      return before.replace("=", "= ") + name.unicode() + behind;
    }
  }

  /** The arrow of a transform, with its name above and a remark beneath. */
  record Arrow(Transform transform) implements FormulaPart {

    @Override
    public String latex() {
      String remark = transform.remark();
      return "\\xrightarrow%s{%s}"
          .formatted(
              remark.isEmpty() ? "" : "[" + Term.words(remark).latex() + "]",
              transform.name().latex());
    }

    @Override
    public String mathml() {
      String remark = transform.remark();
      return "<%s><mo stretchy=\"true\">→</mo>%s%s</%1$s>"
          .formatted(
              remark.isEmpty() ? "mover" : "munderover",
              remark.isEmpty() ? "" : spaced(Term.words(remark)),
              spaced(transform.name()));
    }

    /** A term with space beside it, for an arrow longer than the term. */
    private static String spaced(Term term) {
      return "<mrow><mspace width=\"0.6em\"></mspace>%s<mspace width=\"0.8em\"></mspace></mrow>"
          .formatted(symbols(term.symbols()));
    }

    @Override
    public String text() {
      return "→(" + transform.name().unicode() + ")";
    }
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
