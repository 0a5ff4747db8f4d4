package dev.lamina.cli;

import static dev.lamina.layer.Layers.dense;
import static dev.lamina.layer.Layers.softmax;
import static dev.lamina.train.loss.Losses.meanSquaredError;
import static dev.lamina.train.optimizer.Optimizers.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.Numpy;
import dev.lamina.data.Values;
import dev.lamina.model.Model;
import dev.lamina.model.Sequential;
import dev.lamina.serving.Loading;
import dev.lamina.serving.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.Shape;

/** The commands that export a saved model and show what a SavedModel has. */
class ExportCommandTest {
  @TempDir private Path folder;

  private String checkpoint = "";
  private String output = "";
  private float[] expected = {};

  @BeforeEach
  void save() {
    checkpoint = folder.resolve("checkpoint").toString();
    output = folder.resolve("export").toString();
    Sequential network = Sequential.of(Shape.of(2), dense(3), softmax());
    try (Model model = network.compile(sgd(0.1f), meanSquaredError())) {
      model.save(Path.of(checkpoint));
      expected = model.predict(1, 0);
    }
  }

  @Test
  void exportsWhatTheModelPredicts() {
    Cli export = Cli.run("export", checkpoint, "-o", output);

    assertThat(export.err()).isEmpty();
    assertThat(export.code()).isZero();
    assertThat(export.out())
        .startsWith(
            """
            %s: SavedModel of TensorFlow %s

            signature             name    type     shape
            serving_default  in   input   float32  [?, 2]
                             out  output  float32  [?, 3]

            file \
            """
                .formatted(output, TensorFlow.version()))
        .contains("variables/variables.data-00000-of-00001    36 B");
    try (Predictor predictor = Predictor.load(Path.of(output))) {
      assertThat(predictor.predict(1, 0)).containsExactly(expected, within(1e-6f));
    }
    assertThat(Cli.run("signatures", output).out()).isEqualTo(export.out());
  }

  @Test
  void exportsVersions() {
    Cli first = Cli.run("export", checkpoint, "-o", output, "--versioned");
    Cli second = Cli.run("export", checkpoint, "-o", output, "--versioned");

    assertThat(first.out()).startsWith(output + "/1: SavedModel of TensorFlow");
    assertThat(second.out()).startsWith(output + "/2: SavedModel of TensorFlow");
    assertThat(Cli.run("signatures", output).out()).isEqualTo(second.out());
    try (Predictor predictor = Predictor.load(Path.of(output))) {
      assertThat(predictor.predict(1, 0)).containsExactly(expected, within(1e-6f));
    }
    assertThat(Cli.run("export", checkpoint, "-o", output + "/2", "--versioned").err())
        .contains(output + "/2 is a SavedModel itself, not a folder of versions");
    assertThat(Cli.run("export", checkpoint, "-o", output, "--overwrite").err())
        .contains(output + " is no SavedModel, so it is not overwritten");
    assertThat(Cli.run("export", checkpoint, "-o", output, "--overwrite", "--versioned").code())
        .isEqualTo(2);
  }

  /** As `export_gap.sh` found it: a kill between the two renames. */
  @Test
  void anExportThatWasKilledBetweenItsRenamesIsFound() throws IOException {
    Cli.run("export", checkpoint, "-o", output);
    Path replaced = folder.resolve(".export.0123456789abcdef.replaced");
    Files.move(Path.of(output), replaced);
    Files.createDirectory(folder.resolve(".export.0123456789abcdef.part"));
    Files.createFile(folder.resolve(".export.0123456789abcdef.lock"));

    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("export"));

    assertThat(Cli.run("signatures", link.toString()).code()).isZero();
    assertThat(folder).isDirectoryNotContaining("glob:**/.export*");
    assertThat(Path.of(output)).isDirectory();
  }

  @Test
  void exportsThroughALinkThatStays() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("export"));
    Cli.run("export", checkpoint, "-o", output);

    assertThat(Cli.run("export", checkpoint, "-o", link.toString(), "--overwrite").code()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(Path.of(output, "saved_model.pb")).exists();
  }

  @Test
  void exportsConstantsBytesAndLabels() {
    Cli export =
        Cli.run(
            "export",
            checkpoint,
            "-o",
            output,
            "--frozen",
            "--bytes",
            "--labels",
            "a,b",
            "--labels=c");

    assertThat(export.code()).isZero();
    assertThat(folder.resolve("export/variables")).doesNotExist();
    assertThat(folder.resolve("export/assets/labels.txt")).hasContent("a\nb\nc");
    try (Predictor predictor =
        Predictor.load(Path.of(output), Loading.standard().output("output"))) {
      Map<String, Values> outputs =
          predictor.call(
              "serving_default", Map.of("input", Values.of(new byte[][] {{(byte) 255, 0}})));
      assertThat(outputs).containsOnlyKeys("label", "output", "probability");
      assertThat(outputs.get("output"))
          .isNotNull()
          .satisfies(
              values ->
                  assertThat(values.flat(float[].class)).containsExactly(expected, within(1e-6f)));
    }
  }

  @Test
  void aModelWithLabelsPredictsAsOneWithout() {
    assertThat(Cli.run("export", checkpoint, "-o", output, "--labels", "a,b,c").code()).isZero();

    try (Predictor predictor = Predictor.load(Path.of(output))) {
      assertThat(predictor.predict(1, 0)).containsExactly(expected, within(1e-6f));
    }
  }

  @Test
  void exportsAFileOfKeras() {
    String keras = "src/test/resources/keras/chain.keras";
    String x = folder.resolve("x.npy").toString();
    Numpy.write(Path.of(x), Values.of(new float[][] {{1, 2, 3, 4}}));

    assertThat(Cli.run("export", keras, "-o", output).err()).isEmpty();
    assertThat(Cli.run("predict", output, "--input", x, "--json").out())
        .isEqualTo(Cli.run("predict", keras, "--input", x, "--json").out());
  }

  @Test
  void exportsForKeras() {
    String keras = folder.resolve("model.keras").toString();
    String x = folder.resolve("x.npy").toString();
    Numpy.write(Path.of(x), Values.of(new float[][] {{1, 2, 3, 4}}));
    String chain = "src/test/resources/keras/chain.keras";

    assertThat(Cli.run("export", chain, "--keras", "-o", keras).err()).isEmpty();
    assertThat(Cli.run("predict", keras, "--input", x, "--json").out())
        .isEqualTo(Cli.run("predict", chain, "--input", x, "--json").out());

    assertThat(Cli.run("export", "none", "--keras", "-o", keras).err())
        .contains("is already there; choose another name or replace it by --overwrite");
    assertThat(Cli.run("export", "none", "--keras", "--frozen", "-o", keras).err())
        .contains("leave out --bytes, --frozen and --labels");
  }

  @Test
  void replacesAFolderOnlyWhenAsked() throws IOException {
    assertThat(Cli.run("export", checkpoint, "-o", output).code()).isZero();
    Path mine = Files.writeString(Path.of(output, "mine"), "");

    Cli refused = Cli.run("export", checkpoint, "-o", output);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .isEqualTo(
            "lamina: %s is there already; take another name, or ask for it to be overwritten (--overwrite, Export.overwriting).\n"
                .formatted(output));
    assertThat(mine).exists();

    assertThat(Cli.run("export", checkpoint, "-o", output, "--overwrite").code()).isZero();
    assertThat(mine).doesNotExist();
  }

  @Test
  void keepsTheModelThatItExports() {
    Cli refused = Cli.run("export", checkpoint, "-o", checkpoint, "--overwrite");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "lamina: %s is no SavedModel but a checkpoint, so it is not overwritten; take another name for the export.\n"
                .formatted(checkpoint));
    assertThat(Cli.run("export", checkpoint, "-o", output).code()).isZero();
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(Cli.run("export", output, "-o", output).err())
        .startsWith("lamina: There is no checkpoint in " + output);
    assertThat(Cli.run("export", checkpoint).err())
        .startsWith("lamina: Missing required option: '--output=PATH'");
    assertThat(Cli.run("export", checkpoint, "-o", output, "--labels", "a,b").err())
        .isEqualTo(
            "lamina: There are 2 labels, but the network gives [3] for each example; give one label for each class.\n");
    assertThat(Path.of(output)).doesNotExist();
    assertThat(Cli.run("signatures", checkpoint).err())
        .isEqualTo(
            "lamina: %s is a checkpoint, not a SavedModel; make one of it: lamina export %s -o DIR.\n"
                .formatted(checkpoint, checkpoint));
    assertThat(Cli.run("signatures", output).err())
        .startsWith("lamina: There is no SavedModel in " + output);
  }
}
