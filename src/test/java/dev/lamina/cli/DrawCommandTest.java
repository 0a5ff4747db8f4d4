package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
  private static final Diagram DIAGRAM = Diagram.of(TrainingSpec.read(Path.of(SPEC)).sequential());

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
  void summaryPrintsTheFormula() {
    Formula formula = Formula.of(DIAGRAM.network());

    assertThat(Cli.run("summary", "--formula", SPEC).out()).isEqualTo(formula.latex() + "\n");
    assertThat(Cli.run("summary", SPEC, "--mathml").out()).isEqualTo(formula.mathml());
  }
}
