package dev.lamina.view.diagram;

import dev.lamina.io.AtomicFile;
import dev.lamina.network.Sequential;
import java.nio.file.Path;
import java.util.List;

/**
 * A picture of a network in one of the lecture's notations.
 *
 * <pre>{@code
 * Diagram.of(network).bias(true).write(Path.of("network.svg"));
 * System.out.println(Diagram.of(network).notation(Notation.TRANSFORMS).text());
 * }</pre>
 *
 * @param network what is drawn
 * @param notation how it is drawn
 * @param bias whether the constants 1 are drawn that the notation leaves out
 * @param maxNodes the most places for the nodes of a layer, {@value #FEWEST} to {@value #MOST}; of
 *     larger layers the first ones and the last are drawn
 */
public record Diagram(Sequential network, Notation notation, boolean bias, int maxNodes) {
  /** The fewest places for the nodes of a layer: the first one, a gap and the last one. */
  public static final int FEWEST = 3;

  /** The most places for the nodes of a layer. */
  public static final int MOST = 100;

  private static final int DEFAULT_NODES = 7;

  /**
   * Checks that the network can be drawn so.
   *
   * @throws IllegalArgumentException if the notation is for networks of one node and this is none,
   *     or if the number of places is out of range
   */
  public Diagram {
    if (maxNodes < FEWEST || maxNodes > MOST) {
      throw new IllegalArgumentException(
          "A diagram has from %d to %d places for the nodes of a layer, but got %d."
              .formatted(FEWEST, MOST, maxNodes));
    }
    if (notation.ofOneNode()) {
      OneNodeLayout.check(network, notation);
    }
  }

  /** A picture of the network's nodes, without bias, with at most 7 places in a layer. */
  public static Diagram of(Sequential network) {
    return new Diagram(network, Notation.NODES, false, DEFAULT_NODES);
  }

  /** The same network in another notation. */
  public Diagram notation(Notation notation) {
    return new Diagram(network, notation, bias, maxNodes);
  }

  /** The same picture with or without the constants 1 that its notation leaves out. */
  public Diagram bias(boolean bias) {
    return new Diagram(network, notation, bias, maxNodes);
  }

  /** The same picture with so many places for the nodes of a layer. */
  public Diagram maxNodes(int maxNodes) {
    return new Diagram(network, notation, bias, maxNodes);
  }

  /**
   * As SVG, which draws itself dark on light or light on dark as the reader prefers; within a page
   * it takes the colour of the text around it.
   */
  public String svg() {
    return SvgCanvas.draw(scene(), SvgCanvas.Page.ANY);
  }

  /** As PNG on white, at twice the size of the SVG. */
  public byte[] png() {
    Scene scene = scene();
    return Png.of(SvgCanvas.draw(scene, SvgCanvas.Page.WHITE), 2 * SvgCanvas.width(scene));
  }

  /**
   * As LaTeX: a document of its own whose one picture is drawn by TikZ. A document that loads the
   * package {@code standalone} can {@code \input} it.
   */
  public String tikz() {
    return TikzCanvas.draw(scene());
  }

  /**
   * As text for terminals, lines that each end in a newline. Lines of edges are made of Braille.
   */
  public String text() {
    return TextCanvas.draw(scene());
  }

  /** As a flowchart of Mermaid with a box for each layer, whatever the notation. */
  public String mermaid() {
    return Mermaid.of(network);
  }

  /**
   * Writes a file in the format that its ending names: {@code .svg}, {@code .png}, {@code .tex},
   * {@code .mmd}, {@code .md} or {@code .txt}.
   *
   * @throws IllegalArgumentException if the ending is another; names those there are
   * @throws dev.lamina.io.FileException if the file cannot be written
   */
  public void write(Path file) {
    AtomicFile.write(file, Format.of(file).draw(this));
  }

  /** The picture before it has a format. */
  Scene scene() {
    Chain chain = Chain.of(network);
    return new Scene(network.toString(), description(chain), marks(chain));
  }

  private List<Mark> marks(Chain chain) {
    return switch (notation) {
      case TRANSFORMS -> TransformsLayout.of(this, chain);
      case NODES -> NodesLayout.of(this, chain);
      default -> OneNodeLayout.of(this, chain);
    };
  }

  private String description(Chain chain) {
    return "%s, drawn as %s: %s".formatted(chain.counts(), notation.label(), Formula.of(network));
  }
}
