package dev.lamina.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code lamina train} with checkpoints. */
@Tag("trains")
class ResumeCommandTest {
  private static final String SPEC =
      """
      {
        "inputShape": [784],
        "layers": [
          {"type": "Dense", "units": 4, "activation": "relu"},
          {"type": "Dropout", "rate": 0.2},
          {"type": "Dense", "units": 1, "activation": "sigmoid"}
        ],
        "optimizer": {"type": "Adam", "learningRate": 0.01},
        "loss": {"type": "BinaryCrossentropy"}
      }
      """;

  @TempDir private Path folder;
  private Path checkpoints = Path.of("");
  private String spec = "";

  @BeforeEach
  void writeTheSpec() throws IOException {
    spec = Files.writeString(folder.resolve("spec.json"), SPEC).toString();
    checkpoints = folder.resolve("checkpoints");
  }

  @Test
  void goesOnWithTheNumbersOfTheEpochs() {
    Cli whole = train(3);
    Cli first = train(2, "--checkpoint", checkpoints.toString(), "--keep-best", "loss");
    Cli rest = train(3, "--checkpoint", checkpoints.toString(), "--resume");

    assertThat(first.out()).contains("checkpoint: " + checkpoints.resolve("epoch-0002"));
    assertThat(rest.err()).isEmpty();
    assertThat(rest.code()).isZero();
    assertThat(rest.out())
        .contains("to go on from: " + checkpoints.resolve("epoch-0002"))
        .contains("checkpoint: " + checkpoints.resolve("epoch-0003"));
    List<String> epochs = new ArrayList<>(results(first).subList(0, 2));
    epochs.addAll(results(rest));
    assertThat(epochs).isEqualTo(results(whole)).hasSize(4);
    assertThat(checkpoints.resolve("best")).isDirectory();
    assertThat(Cli.run("evaluate", checkpoints.toString(), "--labels", "0,1").out())
        .endsWith(results(whole).get(3).substring("test: ".length()) + "\n");
  }

  @Test
  void beginsWhereThereIsNothingToResume() {
    Cli train = train(1, "--checkpoint", checkpoints.toString(), "--resume");

    assertThat(train.code()).isZero();
    assertThat(train.out())
        .contains("to begin: there is no checkpoint in %s yet".formatted(checkpoints));
  }

  @Test
  void refusesWhatItCannotGoOnWith() {
    train(1, "--checkpoint", checkpoints.toString());

    Cli again = train(1, "--checkpoint", checkpoints.toString());
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err())
        .isEqualTo(
            "lamina: There are checkpoints in %s, the newest is epoch-0001; resume from it, or take another folder.\n"
                .formatted(checkpoints));
    Cli otherwise = train(1, "--checkpoint", checkpoints.toString(), "--resume", "--seed", "2");
    assertThat(otherwise.code()).isEqualTo(1);
    assertThat(otherwise.err())
        .contains("was saved otherwise: training.seed was not given and is 2");
  }

  @Test
  void refusesFoldersThatAreNoneOfCheckpoints() throws IOException {
    train(1, "--checkpoint", checkpoints.toString());
    Path one = checkpoints.resolve("epoch-0001");
    Cli itself = train(2, "--checkpoint", one.toString(), "--resume");
    assertThat(itself.code()).isEqualTo(1);
    assertThat(itself.err())
        .contains("%s is a checkpoint itself, not a folder of checkpoints".formatted(one));

    Path exported = folder.resolve("exported");
    assertThat(Cli.run("export", one.toString(), "-o", exported.toString()).code()).isZero();
    for (String option : List.of("--checkpoint", "--save")) {
      Cli mixed = train(2, option, exported.toString());
      assertThat(mixed.code()).isEqualTo(1);
      assertThat(mixed.err()).contains("There is a SavedModel in " + exported);
    }
    Path file = Files.writeString(folder.resolve("file"), "");
    Cli noFolder = train(1, "--save", file.toString());
    assertThat(noFolder.err())
        .isEqualTo(
            "lamina: The checkpoint %s cannot be written (%s is no folder); check the disk's space and the folder's permissions.\n"
                .formatted(file, file));
    assertThat(noFolder.out()).isEmpty();
  }

  @Test
  void saysHowToGoOnFromTheOneBeforeADamagedOne() throws IOException {
    train(2, "--checkpoint", checkpoints.toString());
    Path newest = checkpoints.resolve("epoch-0002");
    Files.writeString(newest.resolve("checkpoint.json"), "{}");

    Cli damaged = train(3, "--checkpoint", checkpoints.toString(), "--resume");

    assertThat(damaged.code()).isEqualTo(1);
    assertThat(damaged.err())
        .endsWith(
            " Without the folder %s the fit goes on from the checkpoint before it, or begins.\n"
                .formatted(newest));
  }

  @Test
  void needsAFolderAndSensibleNumbers() {
    Cli nowhere = Cli.run("train", spec, "--resume");
    assertThat(nowhere.code()).isEqualTo(2);
    assertThat(nowhere.err())
        .startsWith("lamina: Missing required argument(s): --checkpoint=DIR\n");
    Cli never = Cli.run("train", spec, "--checkpoint", "x", "--every-minutes", "0");
    assertThat(never.code()).isEqualTo(2);
    assertThat(never.err()).contains("'--every-minutes': give a number above 0, not \"0\".");
  }

  /** Ended by a signal in an epoch of many updates; the log is as if nothing had happened. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aSignalSavesBeforeItEnds() throws IOException, InterruptedException {
    List<String> arguments =
        List.of("train", spec, "--labels", "0,1", "--batch", "2", "--epochs", "2", "--jit", "off");
    List<String> saving = new ArrayList<>(arguments);
    saving.addAll(List.of("--checkpoint", checkpoints.toString()));
    Process process = ChildJvm.start(Main.class, saving.toArray());
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      while (lines.stream().noneMatch(line -> line.startsWith("epoch 1: "))) {
        lines.add(out.readLine());
      }
      new ProcessBuilder("kill", "-TERM", String.valueOf(process.pid())).start().waitFor();
      out.lines().forEach(lines::add);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(lines)
        .contains(
            "stopped: the thread was interrupted",
            "To go on from there, give the same command with --resume.")
        .anyMatch(line -> line.startsWith("checkpoint: " + checkpoints.resolve("epoch-0001")));

    saving.add("--resume");
    Cli rest = Cli.run(saving.toArray(String[]::new));
    Cli whole = Cli.run(arguments.toArray(String[]::new));
    assertThat(rest.err()).isEmpty();
    assertThat(results(rest)).isEqualTo(results(whole).subList(1, 3));
  }

  private Cli train(int epochs, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", spec, "--labels", "0,1", "--batch", "256", "--jit", "off"));
    arguments.addAll(List.of("--epochs", String.valueOf(epochs)));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  /** The lines of epochs and of the test data. */
  private static List<String> results(Cli train) {
    return train.out().lines().filter(line -> line.matches("(epoch \\d+|test): .*")).toList();
  }
}
