package dev.lamina.cli;

import static dev.lamina.train.loss.Losses.binaryCrossentropy;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.exchange.KerasFile;
import dev.lamina.exchange.PytorchFile;
import dev.lamina.model.Functional;
import dev.lamina.model.Model;
import dev.lamina.model.Pretrained;
import dev.lamina.model.TrainingSpec;
import dev.lamina.view.diagram.Diagram;
import dev.lamina.view.diagram.Formula;
import dev.lamina.view.diagram.Notation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawCommandTest {
  private static final String SPEC = "models/lecture.json";
  private static final String RELU2 = "models/relu2.json";
  private static final Diagram DIAGRAM = Diagram.of(TrainingSpec.read(Path.of(SPEC)).functional());

  @TempDir private Path folder;

  @Test
  void printsText() {
    Cli run = Cli.run("draw", SPEC);

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo(DIAGRAM.text());
  }

  @Test
  void writesAPictureWithAllOptions() throws IOException {
    Path file = folder.resolve("network.svg");

    Cli run =
        Cli.run(
            "draw",
            SPEC,
            "-o",
            file.toString(),
            "--notation",
            "transforms",
            "--bias",
            "--max-nodes",
            "5");

    assertThat(run.code()).isZero();
    assertThat(run.out() + run.err()).isEmpty();
    assertThat(Files.readString(file))
        .isEqualTo(DIAGRAM.notation(Notation.TRANSFORMS).bias(true).maxNodes(5).svg());
  }

  @Test
  void refusesAnotherEndingBeforeReadingTheSpec() {
    Cli run = Cli.run("draw", "none.json", "-o", folder.resolve("network.pdf").toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("there are .svg, .png, .tex, .mmd, .md, .txt.");
  }

  @Test
  void saysWhichNotationWasMeant() {
    Cli run = Cli.run("draw", SPEC, "--notation", "node");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("There is no notation \"node\"; did you mean nodes?");
  }

  @Test
  void saysWhatItCannotDraw() {
    Cli run = Cli.run("draw", SPEC, "--notation", "split", "-o", folder + "/network.svg");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("The notation split draws networks of one node");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesTooFewPlaces() {
    Cli run = Cli.run("draw", SPEC, "--max-nodes", "2");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("give a whole number from 3 to 100, not \"2\".");
  }

  @Test
  void writesTheValuesOfWeights() {
    Functional network = TrainingSpec.readNetwork(Path.of(RELU2));
    Path weights = Path.of("models/relu2.safetensors");

    Cli run = Cli.run("draw", RELU2, "--notation", "features", "--weights", weights.toString());

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            Diagram.of(network)
                .notation(Notation.FEATURES)
                .weights(Pretrained.read(weights, network).weights())
                .text())
        .contains("−6");
  }

  @Test
  void readsWeightsOfKeras() {
    Path keras = Path.of("src/test/resources/keras/chain.keras");
    Pretrained read = KerasFile.read(keras);

    assertThat(Cli.run("draw", keras.toString(), "--weights", keras.toString()).out())
        .isEqualTo(Diagram.of(read.network()).weights(read.weights()).text())
        .isNotEqualTo(Diagram.of(read.network()).text());
  }

  @Test
  void readsWeightsOfPytorchAndOfSavedModels() {
    Functional network = TrainingSpec.readNetwork(Path.of(RELU2));
    Path pytorch = folder.resolve("pytorch.safetensors");
    Path saved = folder.resolve("saved");
    try (Model model = network.compile(sgd(0.1f), binaryCrossentropy())) {
      PytorchFile.write(pytorch, model.pretrained());
      model.save(saved);
    }

    String text = Diagram.of(network).weights(network.initialWeights(0)).text();

    assertThat(Cli.run("draw", RELU2, "--weights", pytorch.toString()).out()).isEqualTo(text);
    assertThat(Cli.run("draw", RELU2, "--weights", saved.toString()).out()).isEqualTo(text);
  }

  @Test
  void saysWhichWeightsDoNotFit() {
    Cli other = Cli.run("draw", "models/logistic.json", "--weights", "models/relu2.safetensors");
    Cli missing = Cli.run("draw", RELU2, "--weights", folder + "/none.safetensors");
    Cli exported = Cli.run("draw", SPEC, "--weights", "models/lecture");

    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err())
        .contains(
            "models/relu2.safetensors: These are not the weights of the network: dense/kernel has shape [1, 2] instead of [1, 1]");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).contains("none.safetensors");
    assertThat(exported.err()).contains("models/lecture is a SavedModel");
  }

  @Test
  void networksNeedNoOptimizerAndNoLoss() {
    assertThat(Cli.run("summary", RELU2).out()).contains("2 layers");
    assertThat(Cli.run("summary", "src/test/resources/keras/graph.keras").out())
        .contains("325 parameters");
    assertThat(Cli.run("draw", "models/logistic.json", "--notation", "split").code()).isZero();

    Cli run = Cli.run("train", RELU2);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("relu2.json: Training needs the option \"optimizer\".");
  }

  @Test
  void summaryPrintsTheFormula() {
    Formula formula = Formula.of(DIAGRAM.network());

    assertThat(Cli.run("summary", "--formula", SPEC).out()).isEqualTo(formula.latex() + "\n");
    assertThat(Cli.run("summary", "--layers", SPEC).out())
        .isEqualTo(formula.inLayers().latex() + "\n");
    assertThat(Cli.run("summary", SPEC, "--layers", "--mathml").out())
        .isEqualTo(formula.inLayers().mathml());
    assertThat(Cli.run("summary", SPEC, "--mathml").out()).isEqualTo(formula.mathml());
  }
}
