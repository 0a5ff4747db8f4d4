package dev.lamina.view.diagram;

import static dev.lamina.view.diagram.FormulaPart.arrow;
import static dev.lamina.view.diagram.FormulaPart.value;

import dev.lamina.network.Network;
import dev.lamina.view.diagram.Chain.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A network in one line, as the lecture writes it: X →(l₁) u⁽¹⁾ →(relu) v⁽¹⁾ → … = net(X) = ŷ, with
 * shapes beneath. n is the number of examples. Layers with weights that are not linear are called
 * f.
 */
public final class Formula {
  private static final Term NET =
      Term.words("net").then(Term.number("(")).then(Chain.start()).then(Term.number(")"));

  private final Chain chain;
  private final boolean inLayers;

  private Formula(Chain chain, boolean inLayers) {
    this.chain = chain;
    this.inLayers = inLayers;
  }

  /** The formula of a network. */
  public static Formula of(Network network) {
    return new Formula(Chain.of(network), false);
  }

  /**
   * The formula with each layer, its linear and its nonlinear transform, in parentheses: X →(l₁)
   * (u⁽¹⁾ →(relu) v⁽¹⁾) →(l₂) (u⁽²⁾ →(sigmoid) v⁽²⁾), v⁽²⁾ = net(X) = ŷ.
   */
  public Formula inLayers() {
    return new Formula(chain, true);
  }

  /** In LaTeX, for mathematics with the package {@code amsmath}; without the signs around it. */
  public String latex() {
    return parts(FormulaPart::latex, " ");
  }

  /** In MathML, an element {@code math} that pages show as a block. */
  public String mathml() {
    return """
        <math xmlns="http://www.w3.org/1998/Math/MathML" display="block">
          %s
        </math>
        """
        .formatted(parts(FormulaPart::mathml, "\n  "));
  }

  /** In plain text, without the shapes: {@code X →(l₁) u⁽¹⁾ →(relu) v⁽¹⁾ = net(X) = ŷ}. */
  public String text() {
    return parts(FormulaPart::text, " ");
  }

  /** In plain text with the shapes beneath: two lines. */
  public String textWithShapes() {
    return parts(part -> centred(part.text(), part.shape()), " ").stripTrailing()
        + "\n"
        + parts(part -> centred(part.shape(), part.text()), " ").stripTrailing();
  }

  /** A text in the middle of the room that the longer one of two takes. */
  private static String centred(String text, String other) {
    int room = Math.max(0, other.length() - text.length());
    return " ".repeat(room / 2) + text + " ".repeat(room - room / 2);
  }

  private String parts(Function<FormulaPart, String> write, String between) {
    return parts().stream().map(write).collect(Collectors.joining(between));
  }

  private List<FormulaPart> parts() {
    List<FormulaPart> parts = new ArrayList<>();
    parts.add(value("", Chain.start(), Term.batch(chain.input()), ""));
    List<Transform> transforms = chain.transforms();
    for (int i = 0; i < transforms.size(); i++) {
      Transform transform = transforms.get(i);
      boolean last = i == transforms.size() - 1;
      boolean opens = inLayers && transform.weighted();
      boolean closes =
          inLayers && transform.layer() > 0 && (last || transforms.get(i + 1).weighted());
      String behind = (closes ? ")" : "") + (inLayers && last ? "," : "");
      Term shape = Term.batch(transform.shape());
      parts.add(arrow(transform));
      parts.add(value(opens ? "(" : "", transform.value(), shape, behind));
    }
    addPrediction(parts, transforms.get(transforms.size() - 1));
    return parts;
  }

  private void addPrediction(List<FormulaPart> parts, Transform last) {
    Term shape = inLayers ? Term.batch(last.shape()) : Term.empty();
    if (inLayers) {
      parts.add(value("", last.value(), shape, ""));
    }
    parts.add(value("=", NET, shape, ""));
    parts.add(value("=", Term.prediction(), shape, ""));
  }

  @Override
  public String toString() {
    return text();
  }
}
