package dev.lamina.view.diagram;

import dev.lamina.model.Sequential;
import dev.lamina.view.diagram.Chain.Transform;
import dev.lamina.view.diagram.Term.Symbol;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A network in one line, as the lecture writes it: X →(l₁) u⁽¹⁾ →(relu) v⁽¹⁾ → … = net(X) = ŷ, with
 * shapes beneath. n is the number of examples. Layers with weights that are not linear are called
 * f.
 */
public final class Formula {
  private static final Pattern TOKEN = Pattern.compile("\\d+|[^\\d ]");

  private final Chain chain;

  private Formula(Chain chain) {
    this.chain = chain;
  }

  /** The formula of a network. */
  public static Formula of(Sequential network) {
    return new Formula(Chain.of(network));
  }

  /** In LaTeX, for mathematics with the package {@code amsmath}; without the signs around it. */
  public String latex() {
    return latex(Chain.start(), Term.batch(chain.input()))
        + chain.transforms().stream()
            .map(each -> latexArrow(each) + latex(each.value(), Term.batch(each.shape())))
            .collect(Collectors.joining())
        + " = \\mathrm{net}(X) = "
        + Term.prediction().latex();
  }

  private static String latex(Term value, Term shape) {
    return "\\underset{%s}{%s}".formatted(shape.latex(), value.latex());
  }

  private static String latexArrow(Transform transform) {
    String remark = transform.remark();
    return " \\xrightarrow%s{%s} "
        .formatted(
            remark.isEmpty() ? "" : "[" + Term.words(remark).latex() + "]",
            transform.name().latex());
  }

  /** In MathML, an element {@code math} that pages show as a block. */
  public String mathml() {
    Term net = Term.words("net").then(Term.number("(")).then(Chain.start()).then(Term.number(")"));
    return """
        <math xmlns="http://www.w3.org/1998/Math/MathML" display="block">
          %s
        %s  <mo>=</mo>
          %s
          <mo>=</mo>
          %s
        </math>
        """
        .formatted(
            mathml(Chain.start(), Term.batch(chain.input())),
            chain.transforms().stream().map(Formula::mathml).collect(Collectors.joining()),
            row(net.symbols()),
            row(Term.prediction().symbols()));
  }

  private static String mathml(Transform transform) {
    String remark = transform.remark();
    return """
          <%s><mo stretchy="true">→</mo>%s%s</%1$s>
          %s
        """
        .formatted(
            remark.isEmpty() ? "mover" : "munderover",
            remark.isEmpty() ? "" : spaced(Term.words(remark)),
            spaced(transform.name()),
            mathml(transform.value(), Term.batch(transform.shape())));
  }

  private static String mathml(Term value, Term shape) {
    return "<munder>%s%s</munder>".formatted(row(value.symbols()), row(shape.symbols()));
  }

  /** A term with space beside it, for an arrow longer than the term. */
  private static String spaced(Term term) {
    return "<mrow><mspace width=\"0.6em\"></mspace>%s<mspace width=\"0.8em\"></mspace></mrow>"
        .formatted(mathml(term.symbols()));
  }

  private static String row(List<Symbol> symbols) {
    return "<mrow>" + mathml(symbols) + "</mrow>";
  }

  private static String mathml(List<Symbol> symbols) {
    return symbols.stream().map(Formula::mathml).collect(Collectors.joining());
  }

  private static String mathml(Symbol symbol) {
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
              .map(Formula::token)
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

  /** In plain text, without the shapes: {@code X →(l₁) u⁽¹⁾ →(relu) v⁽¹⁾ = net(X) = ŷ}. */
  public String text() {
    return Chain.start().unicode()
        + chain.transforms().stream()
            .map(each -> " →(%s) %s".formatted(each.name().unicode(), each.value().unicode()))
            .collect(Collectors.joining())
        + " = net(X) = "
        + Term.prediction().unicode();
  }

  @Override
  public String toString() {
    return text();
  }
}
