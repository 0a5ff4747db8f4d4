package dev.lamina.view.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.layer.FloatArray;
import dev.lamina.model.Functional;
import dev.lamina.model.Pretrained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/**
 * Whole pictures and formulas, as they lie in {@code src/test/resources/diagrams}. With {@code
 * -Ddiagrams.renew=true} they are written anew; look at what has changed.
 */
class GoldenDiagramsTest {
  private static final Path FOLDER = Path.of("src/test/resources/diagrams");

  static Stream<Arguments> pictures() {
    List<Arguments> pictures = new ArrayList<>();
    for (Notation notation : Notation.values()) {
      Diagram diagram = Diagram.of(network(notation)).notation(notation).maxNodes(4);
      pictures.add(Arguments.of(notation.label(), diagram));
    }
    pictures.add(
        Arguments.of(
            "layers-weights",
            Diagram.of(Networks.RELU2)
                .notation(Notation.LAYERS)
                .weights(
                    Pretrained.read(Path.of("models/relu2.safetensors"), Networks.RELU2)
                        .weights())));
    pictures.add(
        Arguments.of(
            "observation-weights",
            Diagram.of(Networks.LOGISTIC)
                .notation(Notation.OBSERVATION)
                .weights(
                    Map.of(
                        "dense/kernel",
                        new FloatArray(Shape.of(1, 1), new float[] {-2}),
                        "dense/bias",
                        new FloatArray(Shape.of(1), new float[] {0.5f})))));
    pictures.add(
        Arguments.of("softmax-features", Diagram.of(Networks.SOFTMAX).notation(Notation.FEATURES)));
    pictures.add(
        Arguments.of(
            "linear-split", Diagram.of(Networks.LINEAR).notation(Notation.SPLIT).bias(true)));
    pictures.add(Arguments.of("nodes-bias", Diagram.of(Networks.DEEP).bias(true)));
    pictures.add(
        Arguments.of(
            "several-inputs", Diagram.of(Networks.SEVERAL).notation(Notation.OBSERVATIONS)));
    pictures.add(Arguments.of("volumes", Diagram.of(Networks.CNN)));
    pictures.add(
        Arguments.of(
            "volumes-transforms",
            Diagram.of(Networks.CNN).notation(Notation.TRANSFORMS).bias(true)));
    return pictures.stream();
  }

  private static Functional network(Notation notation) {
    return switch (notation) {
      case TRANSFORMS, NODES, GRAPH -> Networks.MNIST;
      case FEATURES, LAYERS -> Networks.RELU2;
      default -> Networks.LOGISTIC;
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void areAsTheyWere(String name, Diagram diagram) throws IOException {
    check(name + ".txt", diagram.text());
    check(name + ".svg", diagram.svg());
    check(name + ".tex", diagram.tikz());
  }

  static Stream<Arguments> networks() {
    return Stream.of(
        Arguments.of("lecture", Networks.MNIST),
        Arguments.of("linear", Networks.LINEAR),
        Arguments.of("relu2", Networks.RELU2),
        Arguments.of("cnn", Networks.CNN));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void formulasAndFlowchartsAreAsTheyWere(String name, Functional network) throws IOException {
    check(name + ".formula.tex", Formula.of(network).latex() + "\n");
    check(name + ".formula.mml", Formula.of(network).mathml());
    check(name + ".formula.txt", Formula.of(network) + "\n");
    check(name + ".layers.tex", Formula.of(network).inLayers().latex() + "\n");
    check(name + ".layers.mml", Formula.of(network).inLayers().mathml());
    check(name + ".layers.txt", Formula.of(network).inLayers() + "\n");
    check(name + ".mmd", Diagram.of(network).mermaid());
  }

  private static void check(String file, String text) throws IOException {
    if (Boolean.getBoolean("diagrams.renew")) {
      Files.writeString(FOLDER.resolve(file), text);
    }
    assertThat(text).isEqualTo(Files.readString(FOLDER.resolve(file)));
  }
}
