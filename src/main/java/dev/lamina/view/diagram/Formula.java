package dev.lamina.view.diagram;

import dev.lamina.network.Sequential;
import java.util.stream.Collectors;

/**
 * A network in one line, as the lecture writes it: X →(l₁) u⁽¹⁾ →(relu) v⁽¹⁾ → … = net(X) = ŷ, with
 * shapes beneath. n is the number of examples. Layers with weights that are not linear are called
 * f.
 */
public final class Formula {
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
        + chain.links().stream()
            .map(link -> latexArrow(link) + latex(link.value(), Term.batch(link.shape())))
            .collect(Collectors.joining())
        + " = \\mathrm{net}(X) = "
        + Latex.math(Term.prediction());
  }

  private static String latex(Term value, Term shape) {
    return "\\underset{%s}{%s}".formatted(Latex.math(shape), Latex.math(value));
  }

  private static String latexArrow(Link link) {
    String remark =
        link.remark().isEmpty() ? "" : "[" + Latex.math(Term.words(link.remark())) + "]";
    return " \\xrightarrow%s{%s} ".formatted(remark, Latex.math(link.name()));
  }

  /** In MathML, an element {@code math} that pages show as a block. */
  public String mathml() {
    Xml xml = new Xml("math", "http://www.w3.org/1998/Math/MathML", "display", "block");
    MathMl math = new MathMl(xml);
    math.under(Chain.start(), Term.batch(chain.input()));
    for (Link link : chain.links()) {
      math.arrow(link.name(), link.remark());
      math.under(link.value(), Term.batch(link.shape()));
    }
    math.equal(Term.words("net").then(Term.number("(")).then(Chain.start()).then(Term.number(")")));
    math.equal(Term.prediction());
    return xml.finish();
  }

  /** In plain text, without the shapes: {@code X →(l₁) u⁽¹⁾ →(relu) v⁽¹⁾ = net(X) = ŷ}. */
  public String text() {
    return Unicode.of(Chain.start())
        + chain.links().stream()
            .map(link -> " →(%s) %s".formatted(Unicode.of(link.name()), Unicode.of(link.value())))
            .collect(Collectors.joining())
        + " = net(X) = "
        + Unicode.of(Term.prediction());
  }

  @Override
  public String toString() {
    return text();
  }
}
