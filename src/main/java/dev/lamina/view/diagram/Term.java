package dev.lamina.view.diagram;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tensorflow.ndarray.Shape;

/**
 * A piece of mathematics or of text in one line, such as û₁⁽²⁾ or "hidden layer", and how Unicode
 * and LaTeX write it.
 *
 * @param symbols what stands beside each other
 */
record Term(List<Symbol> symbols) {
  /** The size of what is at a symbol's corners, as a share of the symbol's own. */
  static final double SMALL = 0.68;

  /** The width of a character where pictures are text, in units of a scene. */
  static final double CELL = 8;

  private static final String BELOW_FROM = "0123456789+-=()aehijklmnopstx";
  private static final String BELOW_TO = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚₛₜₓ";
  private static final String ABOVE_FROM = "0123456789+-=()in";
  private static final String ABOVE_TO = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿ";

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
   * A letter or some, with an optional hat, and the subscript and the superscript, which may be
   * empty.
   */
  record Symbol(String text, Style style, boolean hat, String below, String above) {

    /** The letters with their hat, without what is at the corners. */
    String letters() {
      return hat ? Normalizer.normalize(text + "\u0302", Normalizer.Form.NFC) : text;
    }
  }

  Term {
    symbols = List.copyOf(symbols);
  }

  private Term(String text, Style style) {
    this(List.of(new Symbol(text, style, false, "", "")));
  }

  /** Nothing. */
  static Term empty() {
    return new Term(List.of());
  }

  /** A variable, in italics. */
  static Term variable(String text) {
    return new Term(text, Style.VARIABLE);
  }

  /** Numbers and punctuation. */
  static Term number(String text) {
    return new Term(text, Style.NUMBER);
  }

  /** Words. */
  static Term words(String text) {
    return new Term(text, Style.WORDS);
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

  /** Whether there is nothing but words. */
  boolean isWords() {
    return symbols.stream().allMatch(symbol -> symbol.style() == Style.WORDS);
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

  private String each(Function<Symbol, String> write) {
    return symbols.stream().map(write).collect(Collectors.joining());
  }

  /** The room that the term takes in every format, as text too. */
  double room(double size) {
    return Math.max(width(size), CELL * unicode().length());
  }

  /** About the width in letters of the given size, in the fonts that pictures ask for. */
  double width(double size) {
    return symbols.stream().mapToDouble(symbol -> width(symbol, size)).sum();
  }

  private static double width(Symbol symbol, double size) {
    double corners =
        Math.max(width(symbol.below(), size * SMALL), width(symbol.above(), size * SMALL));
    double letters = width(symbol.text(), size);
    return corners + (symbol.style() == Style.WORDS ? 1.1 * letters : letters);
  }

  /** About the width of text in a serif font. */
  static double width(String text, double size) {
    return size * text.codePoints().mapToDouble(Term::share).sum();
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
      case '×', '=', '+', '−' -> 0.57;
      case '→', '…' -> 1;
      default -> 0.5;
    };
  }

  /** Plain text, with Unicode's small numbers: ŵ₁, u⁽²⁾. */
  String unicode() {
    return each(
        symbol ->
            symbol.letters()
                + small(symbol.below(), BELOW_FROM, BELOW_TO)
                + small(symbol.above(), ABOVE_FROM, ABOVE_TO)
                    .replace("′′′", "‴")
                    .replace("′′", "″"));
  }

  /** What Unicode has no small form of stays as it is. */
  private static String small(String text, String from, String to) {
    return text.codePoints()
        .map(c -> from.indexOf(c) < 0 ? c : to.charAt(from.indexOf(c)))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /** LaTeX's mathematics, without the signs around it: {@code \hat{w}_{1}}. */
  String latex() {
    return each(
        symbol -> {
          String base =
              switch (symbol.style()) {
                case VARIABLE -> symbol.text();
                case NUMBER ->
                    symbol
                        .text()
                        .replace(", ", ",\\,")
                        .replace("·", " \\cdot ")
                        .replace("×", "\\times ")
                        .replace("…", "\\dots ")
                        .replace('−', '-');
                case WORDS -> "\\text{" + escapeLatex(symbol.text()) + "}";
              };
          String hatted = symbol.hat() ? "\\hat{" + base + "}" : base;
          return hatted + corner("_", symbol.below()) + corner("^", symbol.above());
        });
  }

  private static String corner(String sign, String text) {
    return text.isEmpty() ? "" : sign + "{" + text.replace("′", "\\prime ").strip() + "}";
  }

  /** LaTeX's text: words as they are, mathematics between dollars. */
  String latexText() {
    return isWords() ? each(symbol -> escapeLatex(symbol.text())) : "$" + latex() + "$";
  }

  private static String escapeLatex(String text) {
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
