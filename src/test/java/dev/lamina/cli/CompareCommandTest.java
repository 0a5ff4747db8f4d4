package dev.lamina.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.TensorFlow;

@Tag("trains")
class CompareCommandTest {
  @TempDir private Path folder;

  @AfterEach
  void quietAgain() {
    System.clearProperty("lamina.verbose");
  }

  @Test
  void printsTheTable() {
    Cli run = Cli.run("compare", "--epochs", "1", "--batch", "20000", "--device", "cpu");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("784 → 32 relu → 1 sigmoid, binary cross-entropy, SGD 0.001, seed 1, on /CPU:0")
        .containsPattern("(?m)^batch size +12,665 +12,665 +1$")
        .containsPattern("(?m)^updates +1 +1 +12,665$")
        .containsPattern("(?m)^their order +as in MNIST +as in MNIST +shuffled$")
        .containsPattern("(?m)^loss +0\\.7081 +0\\.7")
        .containsPattern("(?m)^train accuracy .* 12635/12665 = 0\\.9976$")
        .contains("\nWith the same 1 updates, gradient descent and stochastic gradient descent")
        .contains("A batch of the latter takes the same memory");
  }

  @Test
  void printsOneJsonObject() throws JsonProcessingException {
    Cli run =
        Cli.run(
            "compare",
            "--json",
            "--epochs",
            "2,1,1",
            "--batch",
            "6000",
            "--seed",
            "7",
            "--jit",
            "off",
            "--data",
            "datasets/mnist");

    assertThat(run.code()).isZero();
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.at("/command").asText())
        .isEqualTo(
            "lamina compare --json --epochs 2,1,1 --batch 6000 --seed 7 --jit off --data"
                + " datasets/mnist");
    assertThat(json.at("/seed").asInt()).isEqualTo(7);
    assertThat(json.at("/jit").asText()).isEqualTo("off");
    assertThat(json.at("/versions/tensorflow").asText()).isEqualTo(TensorFlow.version());
    assertThat(json.at("/rows").findValuesAsText("updates")).containsExactly("2", "3", "12665");
  }

  @Test
  void writesAPageAndItsCharts() {
    Path report = folder.resolve("report");

    Cli run = Cli.run("compare", "--epochs", "2", "--report", report.toString());

    assertThat(run.code()).isZero();
    assertThat(run.out()).endsWith("report: " + report.resolve("index.html") + "\n");
    assertThat(report.resolve("index.html"))
        .content()
        .contains("<h1>Gradient descent and stochastic gradient descent</h1>")
        .contains("<h2>What is recognized</h2>", "<h2>What the first layer looks for</h2>")
        .contains("lamina compare --epochs 2 --report " + report);
    assertThat(report.resolve("charts"))
        .isDirectoryContaining("glob:**/loss.svg")
        .isDirectoryContaining(
            "glob:**/stochastic-gradient-descent-with-batch-size-1-mistakes.svg");
  }

  @Test
  void saysBeforeTheTrainingThatThePageCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Cli run = Cli.run("compare", "--report", file.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("lamina: " + file + " is a file; give a folder for the report")
        .hasLineCount(1);
  }

  @Test
  void saysThatThereIsNoSuchDevice() {
    Cli run = Cli.run("compare", "--device", "/CPU:7");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("lamina: There is no /CPU:7: TensorFlow found [/CPU:0")
        .hasLineCount(1);
  }

  @Test
  void saysThatTheDataIsMissing() {
    Cli run = Cli.run("compare", "--data", folder.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("lamina: " + folder + " has no file train-images-idx3-ubyte")
        .hasLineCount(1);
  }

  @Test
  void showsWhereAnErrorAroseWhenVerbose() {
    Cli run = Cli.run("compare", "--verbose", "--data", folder.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("\tat dev.lamina.data.Mnist").contains("\nlamina: " + folder);
  }

  @Test
  void endsWithWhatThereIsWhenInterruptedBeforeTheFirstTraining() {
    Thread.currentThread().interrupt();
    Cli run = Cli.run("compare", "--epochs", "1000000");

    assertThat(run.code()).isEqualTo(130);
    assertThat(Thread.interrupted()).isFalse();
  }
}
