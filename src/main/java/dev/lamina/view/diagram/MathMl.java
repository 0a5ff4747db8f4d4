package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Term.Symbol;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes terms as MathML Core. */
final class MathMl {
  private static final Pattern TOKEN = Pattern.compile("\\d+|[^\\d ]");

  private final Xml xml;

  MathMl(Xml xml) {
    this.xml = xml;
  }

  /** Writes a term with another one beneath. */
  void under(Term value, Term beneath) {
    xml.begin("munder");
    row(value);
    row(beneath);
    xml.end();
  }

  /** Writes an arrow with its name above and, if there is one, a remark beneath. */
  void arrow(Term name, String remark) {
    xml.begin(remark.isEmpty() ? "mover" : "munderover");
    xml.inline("mo", "→", "stretchy", "true");
    if (!remark.isEmpty()) {
      spaced(Term.words(remark));
    }
    spaced(name);
    xml.end();
  }

  /** Writes a term with space beside it, for an arrow longer than the term. */
  private void spaced(Term term) {
    xml.beginInline("mrow").inline("mspace", "", "width", "0.6em");
    term.symbols().forEach(this::symbol);
    xml.inline("mspace", "", "width", "0.8em").end();
  }

  /** Writes that all before equals a term. */
  void equal(Term term) {
    xml.line("mo", "=");
    xml.begin("mrow");
    term.symbols().forEach(this::symbol);
    xml.end();
  }

  private void row(Term term) {
    xml.beginInline("mrow");
    term.symbols().forEach(this::symbol);
    xml.end();
  }

  private void symbol(Symbol symbol) {
    boolean below = !symbol.below().isEmpty();
    boolean above = !symbol.above().isEmpty();
    if (!below && !above) {
      hatted(symbol);
      return;
    }
    xml.beginInline(below && above ? "msubsup" : below ? "msub" : "msup");
    hatted(symbol);
    corner(symbol.below());
    corner(symbol.above());
    xml.end();
  }

  private void corner(String text) {
    if (!text.isEmpty()) {
      xml.beginInline("mrow");
      Term.pieces(text).forEach(this::letters);
      xml.end();
    }
  }

  private void hatted(Symbol symbol) {
    if (symbol.hat()) {
      xml.beginInline("mover", "accent", "true");
      letters(symbol);
      xml.inline("mo", "^").end();
    } else {
      letters(symbol);
    }
  }

  private void letters(Symbol symbol) {
    switch (symbol.style()) {
      case VARIABLE -> xml.inline("mi", symbol.text());
      case WORDS -> xml.inline("mtext", symbol.text());
      case NUMBER -> {
        Matcher tokens = TOKEN.matcher(symbol.text());
        tokens.results().forEach(token -> number(token.group()));
      }
    }
  }

  /**
   * Writes a number or an operator; without a form parentheses stand apart as if they were plus.
   */
  private void number(String token) {
    switch (token) {
      case "(" -> xml.inline("mo", token, "form", "prefix", "stretchy", "false");
      case ")" -> xml.inline("mo", token, "form", "postfix", "stretchy", "false");
      default -> xml.inline(Character.isDigit(token.charAt(0)) ? "mn" : "mo", token);
    }
  }
}
