package dev.lamina.view.diagram;

import dev.lamina.io.AtomicFile;
import dev.lamina.layer.FloatArray;
import dev.lamina.model.Functional;
import dev.lamina.model.Model;
import dev.lamina.model.Pretrained;
import dev.lamina.network.Part;
import dev.lamina.network.PlacedLayer;
import dev.lamina.text.Numbers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

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
 * @param weights whose values are written at the edges, by name as {@link Model#weights} gives
 *     them, those of some layers or none
 */
public record Diagram(
    Functional network,
    Notation notation,
    boolean bias,
    int maxNodes,
    Map<String, FloatArray> weights) {
  /** The fewest places for the nodes of a layer: the first one, a gap and the last one. */
  public static final int FEWEST = 3;

  /** The most places for the nodes of a layer. */
  public static final int MOST = 100;

  private static final int DEFAULT_NODES = 7;

  /** The endings of files, in the order in which messages name them. */
  private static final List<String> ENDINGS =
      List.of(".svg", ".png", ".tex", ".mmd", ".md", ".txt");

  /**
   * Checks that the network can be drawn so.
   *
   * @throws IllegalArgumentException if the notation is for networks of one node and this is none,
   *     if the number of places is out of range, or if a weight is unknown or of another shape;
   *     names all such
   */
  public Diagram {
    if (maxNodes < FEWEST || maxNodes > MOST) {
      throw new IllegalArgumentException(
          "A diagram has from %s to %s places for the nodes of a layer, but got %s."
              .formatted(FEWEST, MOST, maxNodes));
    }
    if (notation.ofOneNode()) {
      OneNodeLayout.check(network, notation);
    }
    if ((notation == Notation.TRANSFORMS || notation == Notation.GRAPH) && !weights.isEmpty()) {
      throw new IllegalArgumentException(
          "The notation %s has no edges to write weights at; take features, layers or nodes."
              .formatted(notation.label()));
    }
    weights = new Pretrained(network, weights).weights();
  }

  /**
   * A picture of the network's nodes, without bias, with at most 7 places in a layer; of its layers
   * if these are no list.
   */
  public static Diagram of(Functional network) {
    Notation notation = network.isList() ? Notation.NODES : Notation.GRAPH;
    return new Diagram(network, notation, false, DEFAULT_NODES, Map.of());
  }

  /** The same network in another notation. */
  public Diagram notation(Notation notation) {
    return new Diagram(network, notation, bias, maxNodes, weights);
  }

  /** The same picture with or without the constants 1 that its notation leaves out. */
  public Diagram bias(boolean bias) {
    return new Diagram(network, notation, bias, maxNodes, weights);
  }

  /** The same picture with so many places for the nodes of a layer. */
  public Diagram maxNodes(int maxNodes) {
    return new Diagram(network, notation, bias, maxNodes, weights);
  }

  /**
   * The same picture with the values of weights at the edges, those of biases at the edges of the
   * constants 1, which are drawn then. Volumes have no edges, so nothing is written there; drawing
   * fails if there are more than 16 edges from layer to layer.
   *
   * @param weights by name, such as {@code dense/kernel}, as {@link Model#weights} gives them; of
   *     layers that are left out nothing is written
   * @throws IllegalArgumentException if a weight is unknown or of another shape, naming all such,
   *     or if the notation is {@link Notation#TRANSFORMS} or {@link Notation#GRAPH}, which have no
   *     edges
   */
  public Diagram weights(Map<String, FloatArray> weights) {
    return new Diagram(network, notation, bias, maxNodes, weights);
  }

  /** Whether constants 1 are drawn that the notation leaves out. */
  boolean drawsBias() {
    return bias || !weights.isEmpty();
  }

  /**
   * As SVG, which draws itself dark on light or light on dark as the reader prefers; within a page
   * it takes the colour of the text around it.
   */
  public String svg() {
    return SvgCanvas.draw(scene());
  }

  /**
   * As PNG on white, at twice the size of the SVG.
   *
   * @throws IllegalStateException if that fails, as it does on a machine without fonts
   */
  public byte[] png() {
    Scene scene = scene();
    try {
      return PngCanvas.draw(scene);
    } catch (RuntimeException | InternalError | LinkageError e) {
      throw new IllegalStateException(
          "The picture cannot be drawn as PNG (%s); write SVG instead.".formatted(e.getMessage()),
          e);
    }
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

  /**
   * As a flowchart of Mermaid with a box for each layer and the shapes at the arrows, whatever the
   * notation.
   */
  public String mermaid() {
    StringBuilder boxes = new StringBuilder("flowchart LR\n");
    StringBuilder arrows = new StringBuilder();
    Map<String, String> ids = new HashMap<>();
    Map<String, Shape> shapes = new HashMap<>();
    List<Part> inputs = network.inputs().list();
    for (Part input : inputs) {
      String id = inputs.size() == 1 ? "layer0" : "input" + (ids.size() + 1);
      boxes.append("  %s([\"%s\"])\n".formatted(id, inputs.size() == 1 ? "X" : input.name()));
      ids.put(input.name(), id);
      shapes.put(input.name(), input.shape());
    }
    for (PlacedLayer placed : network.layers()) {
      String id = "layer" + placed.place();
      String parameters =
          placed.counts() ? "<br>" + Numbers.count(placed.parameters()) + " parameters" : "";
      String words = escapeMermaid(placed.layer().toString()) + parameters;
      boxes.append("  %s[\"%s\"]\n".formatted(id, words));
      ids.put(placed.name(), id);
      shapes.put(placed.name(), placed.output());
      for (String source : placed.sources()) {
        arrows.append(arrow(ids.get(source), shapes.get(source), id));
      }
    }
    List<Part> outputs = network.outputs().list();
    for (int i = 0; i < outputs.size(); i++) {
      Part output = outputs.get(i);
      String id = "layer" + (network.layers().size() + 1 + i);
      boxes.append("  %s([\"%s\"])\n".formatted(id, outputs.size() == 1 ? "ŷ" : output.name()));
      arrows.append(arrow(ids.get(output.name()), output.shape(), id));
    }
    return boxes.append(arrows).toString();
  }

  private static String arrow(@Nullable String from, @Nullable Shape shape, String to) {
    String words = Term.batch(Objects.requireNonNull(shape)).unicode();
    return "  %s -->|\"%s\"| %s\n".formatted(from, words, to);
  }

  private static String escapeMermaid(String text) {
    return text.replace("#", "#35;")
        .replace("&", "#amp;")
        .replace("<", "#lt;")
        .replace(">", "#gt;")
        .replace("\"", "#quot;");
  }

  /**
   * Writes a file in the format that its ending names: {@code .svg}, {@code .png}, {@code .tex},
   * {@code .mmd}, {@code .md} or {@code .txt}; text is UTF-8.
   *
   * @throws IllegalArgumentException if the ending is another; names those there are
   * @throws dev.lamina.io.FileException if the file cannot be written
   */
  public void write(Path file) {
    String ending = ending(file);
    AtomicFile.write(file, ending.equals(".png") ? png() : utf8(ending));
  }

  private byte[] utf8(String ending) {
    String content =
        switch (ending) {
          case ".svg" -> svg();
          case ".tex" -> tikz();
          case ".mmd" -> mermaid();
          case ".md" -> "```mermaid\n" + mermaid() + "```\n";
          default -> text();
        };
    return content.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The ending of a file, in lower case, that names the format of a picture.
   *
   * @throws IllegalArgumentException if it is the ending of none; names all there are
   */
  public static String ending(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return ENDINGS.stream()
        .filter(name::endsWith)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The ending of %s is of no format for pictures; there are %s."
                        .formatted(file, String.join(", ", ENDINGS))));
  }

  /** The picture before it has a format, with the number of layers below it. */
  Scene scene() {
    if (notation == Notation.GRAPH) {
      String description = "drawn as graph:\n" + network.summary();
      return new Scene(network.toString(), description, GraphLayout.of(network));
    }
    Chain chain = Chain.of(network);
    List<Mark> marks =
        switch (notation) {
          case TRANSFORMS, FEATURES, LAYERS, NODES ->
              withCounts(ColumnsLayout.of(this, chain), chain);
          default -> OneNodeLayout.of(this, chain);
        };
    String description =
        "%s, drawn as %s: %s".formatted(chain.counts(), notation.label(), Formula.of(network));
    return new Scene(network.toString(), description, marks);
  }

  private static List<Mark> withCounts(List<Mark> marks, Chain chain) {
    Bounds bounds = Bounds.of(marks);
    double middle = (bounds.left() + bounds.right()) / 2;
    List<Mark> all = new ArrayList<>(marks);
    all.add(Mark.Label.words(new Point(middle, bounds.bottom() + 1.2 * Mark.LINE), chain.counts()));
    return all;
  }
}
