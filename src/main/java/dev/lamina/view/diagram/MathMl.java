package dev.lamina.view.diagram;

import dev.lamina.view.diagram.Term.Style;
import dev.lamina.view.diagram.Term.Symbol;

/** Writes terms as MathML Core. */
final class MathMl {
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
      xml.beginInline("mpadded", "lspace", "0.4em", "width", "+0.8em");
      row(Term.words(remark));
      xml.end();
    }
    xml.beginInline("mpadded", "lspace", "0.4em", "width", "+0.8em");
    row(name);
    xml.end().end();
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
      xml.inline("mn", text);
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
    xml.inline(symbol.style() == Style.VARIABLE ? "mi" : symbol.style() == Style.WORDS ? "mtext" : "mn", symbol.text());
  }
}
