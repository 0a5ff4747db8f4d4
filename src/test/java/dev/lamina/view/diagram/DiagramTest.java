package dev.lamina.view.diagram;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.relu;
import static dev.lamina.layer.Layers.shared;
import static dev.lamina.layer.Layers.sigmoid;
import static dev.lamina.network.Node.add;
import static dev.lamina.network.Node.concatenate;
import static dev.lamina.network.Node.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.layer.FloatArray;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Pass;
import dev.lamina.layer.Shared;
import dev.lamina.model.Functional;
import dev.lamina.model.Sequential;
import dev.lamina.network.Node;
import dev.lamina.view.diagram.Mark.Circle;
import dev.lamina.view.diagram.Mark.Label;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class DiagramTest {

  static Stream<Diagram> all() {
    List<Diagram> diagrams = new ArrayList<>();
    for (Functional network : Networks.all()) {
      for (Notation notation : Notation.values()) {
        boolean oneNode = network.nodes() == 1 && network.layerCount() == 1;
        if (oneNode || !notation.ofOneNode()) {
          Diagram diagram = Diagram.of(network).notation(notation);
          diagrams.add(diagram);
          diagrams.add(diagram.bias(true).maxNodes(12));
          boolean hasEdges = notation != Notation.TRANSFORMS && notation != Notation.GRAPH;
          if (hasEdges && network.parameters() < 40) {
            diagrams.add(diagram.weights(network.initialWeights(1)));
          }
        }
      }
    }
    return diagrams.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void wordsTouchNeitherEachOtherNorNodes(Diagram diagram) {
    List<Mark> marks =
        diagram.scene().marks().stream()
            .filter(mark -> mark instanceof Label || mark instanceof Circle)
            .toList();

    for (int i = 0; i < marks.size(); i++) {
      for (int j = 0; j < i; j++) {
        Bounds one = marks.get(i).bounds();
        Bounds other = marks.get(j).bounds();
        boolean apart =
            one.right() <= other.left()
                || other.right() <= one.left()
                || one.bottom() <= other.top()
                || other.bottom() <= one.top();
        assertThat(apart).as("%s and %s", marks.get(i), marks.get(j)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void svgIsWellFormedAndSaysWhatItShows(Diagram diagram) throws Exception {
    Document svg = parse(diagram.svg());

    assertThat(svg.getDocumentElement().getAttribute("role")).isEqualTo("img");
    assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo(diagram.network().toString());
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
        .contains("drawn as " + diagram.notation().label());
  }

  @Test
  void namesOfLayersAreEscaped() throws Exception {
    Sequential network = Sequential.of(Shape.of(3), new Named("<a & \"b\"> {_}\\"), dense(1));

    Diagram diagram = Diagram.of(network);

    assertThat(parse(diagram.svg()).getDocumentElement().getTextContent())
        .contains("<a & \"b\"> {_}\\");
    assertThat(parse(Formula.of(network).mathml()).getDocumentElement().getTextContent())
        .contains("<a & \"b\"> {_}\\");
    assertThat(diagram.tikz())
        .contains(
            "\\selectfont \\textless{}a \\& \"b\"\\textgreater{} \\{\\_\\}\\textbackslash{}}");
    assertThat(diagram.mermaid()).contains("[\"#lt;a #amp; #quot;b#quot;#gt; {_}\\\"]");
  }

  @Test
  void pngIsTwiceAsLargeOnWhite() throws IOException {
    Diagram diagram = Diagram.of(Networks.MNIST);

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(diagram.png()));

    assertThat(image.getWidth()).isCloseTo((int) (2 * diagram.scene().page().width()), within(1));
    assertThat(image.getRGB(0, 0)).isEqualTo(Color.WHITE.getRGB());
    assertThat(darkPixels(image)).isGreaterThan(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "a.svg, <svg",
    "b.TEX, %",
    "c.mmd, flowchart LR",
    "d.md, ```mermaid",
    "e.txt, ╭──",
    "f.png, \uFFFDPNG"
  })
  void writesTheFormatOfTheEnding(String name, String begin, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve(name);

    Diagram.of(Networks.LOGISTIC).write(file);

    assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).startsWith(begin);
  }

  @Test
  void writesNothingOfAnotherEnding(@TempDir Path folder) {
    Path file = folder.resolve("network.pdf");

    assertThatThrownBy(() -> Diagram.of(Networks.LOGISTIC).write(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The ending of %s is of no format for pictures; there are .svg, .png, .tex, .mmd, .md, .txt.",
            file);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void notationsOfOneNodeNeedOne() {
    assertThatThrownBy(() -> Diagram.of(Networks.DEEP).notation(Notation.SPLIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The notation split draws networks of one node, such as [4] → dense(1) → sigmoid, but this is [2] → … with 8 nodes in 3 layers, 2 hidden layers; take transforms, features, layers or nodes.");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 101})
  void needsAFewPlaces(int places) {
    assertThatThrownBy(() -> Diagram.of(Networks.DEEP).maxNodes(places))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A diagram has from 3 to 100 places for the nodes of a layer, but got %s.", places);
  }

  @Test
  void suggestsTheNearestNotation() {
    assertThatThrownBy(() -> Notation.of("transform"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "There is no notation \"transform\"; did you mean transforms? There are observations,");
  }

  @Test
  void drawsNoBiasWhereThereIsNone() {
    Sequential network = Sequential.of(Shape.of(1), dense(1).useBias(false), sigmoid());

    for (Notation notation : Notation.values()) {
      if (notation == Notation.GRAPH) {
        continue;
      }
      Diagram diagram = Diagram.of(network).notation(notation).bias(true);

      assertThat(diagram.text()).doesNotContain("(1)", "ŵ₀", "bias=True");
      assertThat(diagram.text().contains("bias=False")).isEqualTo(notation.ofOneNode());
    }
  }

  @Test
  void saysWhoseWeightsItNeeds() {
    assertThatThrownBy(
            () ->
                Diagram.of(Networks.LOGISTIC)
                    .weights(Map.of("dense/kernel", new FloatArray(Shape.of(2), new float[2]))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "These are not the weights of the network: dense/kernel has shape [2] instead of [1, 1]; it has [dense/kernel, dense/bias].");
  }

  @Test
  void writesNoWeightsWhereThereIsNoRoom() {
    Sequential network = Sequential.of(Shape.of(5), dense(4));
    Diagram diagram = Diagram.of(network).weights(network.initialWeights(1));

    assertThatThrownBy(diagram::svg)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The 24 edges of dense(4) that are drawn have no room for their weights, of which 16 can be read; draw fewer nodes of a layer, or no weights.");
    assertThat(diagram.maxNodes(3).text()).contains("(x₅)");
    assertThatThrownBy(() -> diagram.notation(Notation.TRANSFORMS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The notation transforms has no edges to write weights at; take features, layers or nodes.");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.3466869, −0.3467",
    "12345.67, 12350",
    "0.0005, 5.00e−04",
    "-7654321, −7.65e+06",
    "100, 100",
    "NaN, NaN"
  })
  void numbersHaveFourDigits(float weight, String text) {
    Map<String, FloatArray> weights =
        Map.of("dense/kernel", new FloatArray(Shape.of(1, 1), new float[] {weight}));

    assertThat(Diagram.of(Networks.LOGISTIC).weights(weights).text()).contains(text);
  }

  private static int darkPixels(BufferedImage image) {
    int dark = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        dark += new Color(image.getRGB(x, y)).getRed() < 64 ? 1 : 0;
      }
    }
    return dark;
  }

  private static Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  /** A layer without weights whose name is given. */
  private record Named(String name) implements Layer {

    @Override
    public Shape outputShape(Shape input) {
      return Shape.of(2);
    }

    @Override
    public Operand<TFloat32> forward(Pass pass, Operand<TFloat32> input) {
      return input;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Two inputs, a skip, shared weights. */
  private static Functional graph() {
    Shared tower = shared(dense(4));
    Node left = input("left", Shape.of(3));
    Node right = input("right", Shape.of(3));
    Node skip = add(left.to(tower), right.to(tower));
    return Functional.of(concatenate(skip.to(relu()), left).named("both").to(dense(1)));
  }

  @Test
  void aGraphHasABoxForEachLayerBelowAllThatItTakes() {
    Diagram diagram = Diagram.of(graph());
    assertThat(diagram.notation()).isEqualTo(Notation.GRAPH);
    String text = diagram.text();
    assertThat(text.lines().filter(line -> line.contains("input")).toList()).hasSize(1);
    assertThat(text).contains("dense(4), weights of dense", "both [7]", "add [4]");
    assertThat(text.indexOf("add [4]")).isLessThan(text.indexOf("both [7]"));
    assertThat(diagram.svg()).contains("<rect").contains("both [7]");
    assertThat(diagram.mermaid())
        .contains("input1([\"left\"])", "input1 -->|\"(n, 3)\"| layer5", "layer2[\"dense(4)\"]");
  }

  @Test
  void otherNotationsAndFormulasAreForListsOfLayers() {
    assertThatThrownBy(() -> Diagram.of(graph()).notation(Notation.NODES).text())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "This shows layers one after the other, but those of the network branch; draw it with the notation graph, which has a box for each layer.");
    assertThatThrownBy(() -> Formula.of(graph())).isInstanceOf(IllegalArgumentException.class);
    assertThat(Diagram.of(Networks.MNIST).notation(Notation.GRAPH).text())
        .contains("dense(32)", "dense [32]");
  }

  @Test
  void aSummarySaysWhatEachLayerOfAGraphTakes() {
    assertThat(graph().summary())
        .contains(
            "both", "activation, left", "of dense", "2 layers (1 hidden), 5 nodes, 24 parameters");
  }
}
