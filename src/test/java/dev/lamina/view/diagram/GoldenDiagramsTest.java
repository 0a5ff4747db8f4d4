package dev.lamina.view.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.model.Sequential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole pictures and formulas, as they lie in {@code src/test/resources/diagrams}. With {@code
 * -Ddiagrams.renew=true} they are written anew; look at what has changed.
 */
class GoldenDiagramsTest {
  private static final Path FOLDER = Path.of("src/test/resources/diagrams");

  static Stream<Arguments> pictures() {
    List<Arguments> pictures = new ArrayList<>();
    for (Notation notation : Notation.values()) {
      Sequential network = notation.ofOneNode() ? Networks.LOGISTIC : Networks.MNIST;
      Diagram diagram = Diagram.of(network).notation(notation).maxNodes(4);
      pictures.add(Arguments.of(notation.label(), diagram));
    }
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
        Arguments.of("cnn", Networks.CNN));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void formulasAndFlowchartsAreAsTheyWere(String name, Sequential network) throws IOException {
    check(name + ".formula.tex", Formula.of(network).latex() + "\n");
    check(name + ".formula.mml", Formula.of(network).mathml());
    check(name + ".formula.txt", Formula.of(network) + "\n");
    check(name + ".mmd", Diagram.of(network).mermaid());
  }

  private static void check(String file, String text) throws IOException {
    if (Boolean.getBoolean("diagrams.renew")) {
      Files.writeString(FOLDER.resolve(file), text);
    }
    assertThat(text).isEqualTo(Files.readString(FOLDER.resolve(file)));
  }
}
