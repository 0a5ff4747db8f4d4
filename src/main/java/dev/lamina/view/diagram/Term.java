package dev.lamina.view.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.tensorflow.ndarray.Shape;

/**
 * A piece of mathematics or of text in one line, such as û₁⁽²⁾ or "hidden layer". Every format
 * writes it in its own way.
 *
 * @param symbols what stands beside each other
 */
record Term(List<Symbol> symbols) {

  /** How letters look. */
  enum Style {
    /** Italic, as variables are. */
    VARIABLE,
    /** Upright, as numbers and parentheses are. */
    NUMBER,
    /** Upright, as words and names of functions are. */
    WORDS
  }

  /**
   * A letter or some, and what is at its corners.
   *
   * @param text the letters
   * @param style how they look
   * @param hat whether there is a circumflex above
   * @param below the subscript, or nothing
   * @param above the superscript, or nothing
   */
  record Symbol(String text, Style style, boolean hat, String below, String above) {}

  Term {
    symbols = List.copyOf(symbols);
  }

  /** Nothing. */
  static Term empty() {
    return new Term(List.of());
  }

  /** A variable, in italics. */
  static Term variable(String text) {
    return new Term(List.of(new Symbol(text, Style.VARIABLE, false, "", "")));
  }

  /** Numbers and punctuation. */
  static Term number(String text) {
    return new Term(List.of(new Symbol(text, Style.NUMBER, false, "", "")));
  }

  /** Words. */
  static Term words(String text) {
    return new Term(List.of(new Symbol(text, Style.WORDS, false, "", "")));
  }

  /** The letters and numbers of a subscript or superscript, which look different: n and 1 of n1. */
  static List<Symbol> pieces(String corner) {
    return Arrays.stream(corner.split("(?<=\\p{L})(?=\\P{L})|(?<=\\P{L})(?=\\p{L})", -1))
        .map(text -> Character.isLetter(text.charAt(0)) ? variable(text) : number(text))
        .map(Term::symbol)
        .toList();
  }

  /** The shape of a batch of n examples: (n, 28, 28, 1). */
  static Term batch(Shape example) {
    String sizes =
        Arrays.stream(example.asArray())
            .mapToObj(size -> ", " + size)
            .collect(Collectors.joining());
    return number("(").then(variable("n")).then(number(sizes + ")"));
  }

  /** The prediction for all examples. */
  static Term prediction() {
    return variable("y").hat();
  }

  boolean isEmpty() {
    return symbols.isEmpty();
  }

  /** The same with another term behind it. */
  Term then(Term next) {
    List<Symbol> all = new ArrayList<>(symbols);
    all.addAll(next.symbols);
    return new Term(all);
  }

  /** One symbol with a hat. */
  Term hat() {
    Symbol s = symbol();
    return new Term(List.of(new Symbol(s.text, s.style, true, s.below, s.above)));
  }

  /** One symbol with a subscript. */
  Term below(String below) {
    Symbol s = symbol();
    return new Term(List.of(new Symbol(s.text, s.style, s.hat, below, s.above)));
  }

  /** One symbol with a superscript. */
  Term above(String above) {
    Symbol s = symbol();
    return new Term(List.of(new Symbol(s.text, s.style, s.hat, s.below, above)));
  }

  /** One symbol with one more prime: what becomes of v in a layer that has no weights. */
  Term prime() {
    return above(symbol().above + "′");
  }

  private Symbol symbol() {
    if (symbols.size() != 1) {
      throw new IllegalStateException("One symbol was expected, but got " + symbols + ".");
    }
    return symbols.get(0);
  }
}
